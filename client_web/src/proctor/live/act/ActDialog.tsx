/// What a proctor can say and do to one attempt, and the record of what was said and done.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, type Schemas } from '../../../shared';
import { useInterventionText } from '../../../shared/interventions/texts';
import { Dialog } from '../../../staff/ui/Dialog';
import { readReason } from '../pause/reason';
import type { TileView } from '../wall';
import css from './ActDialog.module.css';
import { type Step, useStepOn } from './data';
import { Record } from './Record';
import { useActText } from './texts';

type SetText = NonNullable<Schemas['MessageWrite']['set_text']>;

const SET_TEXTS: readonly SetText[] = [
  'face_the_camera',
  'more_light',
  'stay_seated',
  'be_alone',
  'no_talking',
  'clear_desk',
  'no_headphones',
  'all_well',
];
const LONGEST_MESSAGE = 500;

interface ActDialogProps {
  readonly view: TileView;
  readonly onClose: () => void;
}

export function ActDialog({ view, onClose }: ActDialogProps) {
  const t = useActText();
  const step = useStepOn(view.id);
  const [done, setDone] = useState('');
  const take = (next: Step, words: string) => step.mutate(next, { onSuccess: () => setDone(words) });
  return (
    <Dialog opened title={t('title', { number: view.number })} onClose={onClose}>
      <p className={css.lead}>{t('lead')}</p>
      <ErrorNotice error={step.error} />
      <p role="status" data-testid="act-done">
        {done}
      </p>
      <MessageForm
        pending={step.isPending}
        onSend={(message) => take({ what: 'message', message }, t('messageSent'))}
      />
      <section className={css.part}>
        <h3>{t('room')}</h3>
        <p>{t('roomLead')}</p>
        <Button
          variant="default"
          loading={step.isPending}
          onClick={() => take({ what: 'room' }, t('roomAsked'))}
          data-testid="ask-room"
        >
          {t('askRoom')}
        </Button>
      </section>
      <EndForm
        allowed={view.end_allowed}
        pending={step.isPending}
        onEnd={(reason) => take({ what: 'end', reason }, t('ended'))}
      />
      <section className={css.part} aria-labelledby="act-record">
        <h3 id="act-record">{t('record')}</h3>
        <Record attempt_id={view.id} going />
      </section>
    </Dialog>
  );
}

interface MessageFormProps {
  readonly pending: boolean;
  readonly onSend: (message: Schemas['MessageWrite']) => void;
}

function MessageForm({ pending, onSend }: MessageFormProps) {
  const t = useActText();
  const names = useInterventionText();
  const [set, setSet] = useState<SetText | null>('face_the_camera');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const empty = set === null && text.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty) return;
    onSend({ set_text: set, text: set === null ? text.trim() : '' });
    setText('');
    setTried(false);
  };
  return (
    <form className={css.part} onSubmit={submit} noValidate data-testid="message-form">
      <h3>{t('message')}</h3>
      <NativeSelect
        label={t('which')}
        value={set ?? ''}
        data={[
          ...SET_TEXTS.map((each) => ({ value: each, label: names(`set.${each}`) })),
          { value: '', label: t('own') },
        ]}
        onChange={(event) => setSet(SET_TEXTS.find((each) => each === event.currentTarget.value) ?? null)}
        data-testid="message-set"
      />
      {set === null ? (
        <Textarea
          label={t('ownText')}
          description={t('ownHint')}
          withAsterisk
          rows={3}
          maxLength={LONGEST_MESSAGE}
          value={text}
          error={tried && empty ? t('ownMissing') : null}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="message-own"
        />
      ) : (
        <p className={css.lead}>{t('inTheirLanguage')}</p>
      )}
      <Button type="submit" loading={pending} data-testid="message-send">
        {t('send')}
      </Button>
    </form>
  );
}

interface EndFormProps {
  readonly allowed: boolean;
  readonly pending: boolean;
  readonly onEnd: (reason: string) => void;
}

/** An end cannot be undone: it opens on a press, wants a reason, and says what it means. */
function EndForm({ allowed, pending, onEnd }: EndFormProps) {
  const t = useActText();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const reason = readReason(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason !== null) onEnd(reason);
  };
  return (
    <section className={css.part}>
      <h3>{t('end')}</h3>
      {!allowed && <p>{t('endNotAllowed')}</p>}
      {allowed && !opened && (
        <Button variant="default" color="brick" onClick={() => setOpened(true)} data-testid="end-open">
          {t('endOpen')}
        </Button>
      )}
      {allowed && opened && (
        <form onSubmit={submit} noValidate data-testid="end-form">
          <p>{t('endMeans')}</p>
          <Textarea
            label={t('endReason')}
            withAsterisk
            rows={3}
            maxLength={2000}
            value={text}
            error={tried && reason === null ? t('endReasonWrong') : null}
            onChange={(event) => setText(event.currentTarget.value)}
            data-testid="end-reason"
          />
          <div className={css.buttons}>
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('endCancel')}
            </Button>
            <Button type="submit" loading={pending} data-testid="end-submit">
              {t('endSubmit')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
