/// A proctor's pause of one attempt, or its end, with a reason for the record: whichever of the two is possible.
import { Button, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice } from '../../../shared';
import { Dialog } from '../../../staff/ui/Dialog';
import { type Step, useStep } from './data';
import { readReason } from './reason';
import { usePauseText } from './texts';

interface PauseDialogProps {
  readonly attempt_id: string;
  readonly number: string;
  readonly paused: boolean;
  readonly onClose: () => void;
  readonly onDone: (step: Step) => void;
}

export function PauseDialog(props: PauseDialogProps) {
  const t = usePauseText();
  return (
    <Dialog opened title={t('title', { number: props.number })} onClose={props.onClose}>
      <p>{t('lead')}</p>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ attempt_id, paused, onDone }: PauseDialogProps) {
  const t = usePauseText();
  const take = useStep(attempt_id);
  const step: Step = paused ? 'resume' : 'pause';
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const reason = readReason(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason !== null) take.mutate({ step, reason }, { onSuccess: () => onDone(step) });
  };
  return (
    <form onSubmit={submit} noValidate data-testid="pause-form">
      <ErrorNotice error={take.error} />
      <Textarea
        mt="md"
        label={t('reason')}
        withAsterisk
        rows={3}
        maxLength={2000}
        value={text}
        error={tried && reason === null ? t('reasonWrong') : null}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="pause-reason"
      />
      <Button mt="md" type="submit" loading={take.isPending} data-testid="pause-submit">
        {t(step)}
      </Button>
    </form>
  );
}
