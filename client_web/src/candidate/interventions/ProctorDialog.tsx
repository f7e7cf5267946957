/// What a proctor says to the candidate, over whatever is on the page, until it is answered.
import { Button, Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { api, unwrap } from '../../shared';
import { useInterventionText } from '../../shared/interventions/texts';
import panel from '../ui/panel.module.css';
import { Confirmations, type Intervention, type SayIt } from './Confirmations';
import css from './ProctorDialog.module.css';
import { useProctorMessageText } from './texts';

interface ProctorDialogProps {
  readonly attemptId: string;
  /** What the server waits for, as it said last. */
  readonly pending: readonly Intervention[];
}

export function ProctorDialog({ attemptId, pending }: ProctorDialogProps) {
  const confirmations = useMemo(() => new Confirmations(sayFor(attemptId)), [attemptId]);
  const [, setAnswered] = useState('');
  useEffect(() => confirmations.heard(pending), [confirmations, pending]);
  const shown = confirmations.toShow(pending);
  const answer = (id: string): void => {
    confirmations.answer(id);
    setAnswered(id);
  };
  return shown && <Message key={shown.id} message={shown} onAnswer={() => answer(shown.id)} />;
}

interface MessageProps {
  readonly message: Intervention;
  readonly onAnswer: () => void;
}

/** Only its button closes it; the focus begins on the words, so that what is being typed presses nothing. */
function Message({ message, onAnswer }: MessageProps) {
  const t = useProctorMessageText();
  const set = useInterventionText();
  const room = message.kind === 'show_room';
  const words = message.set_text ? set(`set.${message.set_text}`) : message.text;
  return (
    <Modal.Root opened onClose={onAnswer} closeOnEscape={false} closeOnClickOutside={false} centered>
      <Modal.Overlay />
      <Modal.Content radius="lg" data-testid="proctor-message" data-kind={message.kind}>
        <Modal.Body className={css.body}>
          <Modal.Title className={css.title}>{t(room ? 'room' : 'title')}</Modal.Title>
          <p className={css.words} tabIndex={-1} data-autofocus data-testid="proctor-words">
            {room ? t('roomHow') : words}
          </p>
          <p className={panel.quiet}>{t('time')}</p>
          <div className={panel.actions}>
            <Button size="md" onClick={onAnswer} data-testid="proctor-answer">
              {t(room ? 'roomDone' : 'understood')}
            </Button>
            <span className={panel.quiet}>{t('answered')}</span>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function sayFor(attemptId: string): SayIt {
  return async (intervention_id, said) => {
    await unwrap(
      api.PUT('/api/attempts/{attempt_id}/interventions/{intervention_id}', {
        params: { path: { attempt_id: attemptId, intervention_id } },
        body: { said },
      }),
    );
  };
}
