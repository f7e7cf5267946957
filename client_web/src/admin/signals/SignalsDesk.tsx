/// The form, the trial beside it, and the last look before the numbers hold.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import page from '../AdminPage.module.css';
import { type Settings, useApply, useTrial } from './data';
import { areSame, changesOf, type Draft, draftOf, isSound } from './draft';
import { NumbersForm } from './NumbersForm';
import css from './Signals.module.css';
import { useSignalText } from './texts';
import { TrialResult } from './TrialResult';

interface SignalsDeskProps {
  readonly programme_id: string;
  readonly title: string;
  readonly settings: Settings;
  readonly onDone: () => void;
}

export function SignalsDesk({ programme_id, title, settings, onDone }: SignalsDeskProps) {
  const t = useSignalText();
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings.holds));
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState(false);
  const trial = useTrial(programme_id);
  const apply = useApply(programme_id);
  const changes = changesOf(draft, settings.defaults);
  const sound = isSound(draft, settings.defaults);
  const same = areSame(changes, settings);
  const tried = !trial.running && trial.found !== null && trial.of !== null && areSame(changes, trial.of);
  const edit = (next: Draft, words = '') => {
    setDraft(next);
    setSaid(words);
  };
  const save = () =>
    apply.mutate({ ...changes, version: settings.version }, { onSuccess: onDone, onSettled: () => setAsking(false) });
  return (
    <>
      <p className={page.small}>{t('bounds')}</p>
      <NumbersForm draft={draft} defaults={settings.defaults} onChange={edit} />
      <p role="status" className={page.done} data-testid="signals-said">
        {said}
      </p>
      <ErrorNotice error={apply.error ?? trial.error} />
      <div className={page.buttons}>
        <Button
          variant="default"
          onClick={() => edit(draftOf(settings.defaults), t('resetDone'))}
          data-testid="signals-reset"
        >
          {t('reset')}
        </Button>
        {trial.running ? (
          <Button variant="outline" onClick={trial.stop} data-testid="signals-stop">
            {t('stop')}
          </Button>
        ) : (
          <Button
            variant="outline"
            disabled={!sound}
            onClick={() => trial.start(changes)}
            data-testid="signals-try"
          >
            {t('try')}
          </Button>
        )}
        <Button
          disabled={!sound || same || !tried}
          onClick={() => setAsking(true)}
          data-testid="signals-apply"
        >
          {t('apply')}
        </Button>
      </div>
      <p className={css.hint} data-testid="signals-hint">
        {same ? t('unchanged') : !tried && !trial.running && t(trial.found ? 'stale' : 'applyFirst')}
      </p>
      <TrialResult trial={trial} />
      <Confirm
        opened={asking}
        title={title}
        pending={apply.isPending}
        onClose={() => setAsking(false)}
        onSave={save}
      />
    </>
  );
}

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

function Confirm({ opened, title, pending, onClose, onSave }: ConfirmProps) {
  const t = useSignalText();
  const common = useShared();
  return (
    <Dialog opened={opened} title={t('confirmTitle')} onClose={onClose}>
      <p>{t('confirmText', { title })}</p>
      <div className={page.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button loading={pending} onClick={onSave} data-testid="signals-confirm">
          {t('apply')}
        </Button>
      </div>
    </Dialog>
  );
}
