/// Admitting candidates to a stage whose windows are not open to all.
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, local, type Schemas, useLanguage } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import { Loading } from '../../staff/ui/Loadable';
import css from '../AdminPage.module.css';
import { useCandidates, useProgrammes } from '../queries';
import { useAdmit } from './data';
import { useWindowText } from './texts';

interface AdmitDialogProps {
  readonly onClose: () => void;
  readonly onDone: (n: number) => void;
}

export function AdmitDialog({ onClose, onDone }: AdmitDialogProps) {
  const t = useWindowText();
  const [candidates, programmes] = [useCandidates(), useProgrammes()];
  return (
    <Dialog opened title={t('admit')} onClose={onClose}>
      <ErrorNotice error={candidates.error ?? programmes.error} />
      {candidates.data && programmes.data ? (
        <Form candidates={candidates.data} programmes={programmes.data} onDone={onDone} />
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly candidates: readonly Schemas['CandidateRow'][];
  readonly programmes: readonly Schemas['ProgrammeView'][];
  readonly onDone: (n: number) => void;
}

function Form({ candidates, programmes, onDone }: FormProps) {
  const t = useWindowText();
  const { language } = useLanguage();
  const admit = useAdmit();
  const [programme_id, setProgramme] = useState(programmes[0]?.id ?? '');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const all = chosen.length === candidates.length;
  return (
    <div className={css.form}>
      <p>{t('admitLead')}</p>
      <ErrorNotice error={admit.error} />
      <NativeSelect
        label={t('programme')}
        value={programme_id}
        data={programmes.map((each) => ({ value: each.id, label: local(each.title, language) }))}
        onChange={(event) => setProgramme(event.currentTarget.value)}
      />
      <Checkbox
        label={t('admitAll')}
        checked={all}
        indeterminate={chosen.length > 0 && !all}
        onChange={() => setChosen(all ? [] : candidates.map(({ id }) => id))}
      />
      <Checkbox.Group label={t('admit')} value={[...chosen]} onChange={setChosen}>
        {candidates.map((each) => (
          <Checkbox key={each.id} value={each.id} label={`${each.personal_number} · ${each.login}`} mt="xs" />
        ))}
      </Checkbox.Group>
      <div className={css.buttons}>
        <Button
          disabled={chosen.length === 0}
          loading={admit.isPending}
          onClick={() =>
            admit.mutate(
              { programme_id, candidate_ids: [...chosen] },
              { onSuccess: ({ n_new }) => onDone(n_new) },
            )
          }
          data-testid="admit-go"
        >
          {t('admitGo')}
        </Button>
      </div>
      {chosen.length === 0 && <p className={css.small}>{t('admitNone')}</p>}
    </div>
  );
}
