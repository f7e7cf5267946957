/// Answering an appeal: outcome and reasons, signed after a second look; only for whoever may answer it.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from './Appeals.module.css';
import { type AppealCase, useAnswerAppeal } from './data';
import { useAppealText } from './texts';

const LONGEST_REASON = 5000;
const OUTCOMES = ['upheld', 'rejected'] as const;
type Outcome = (typeof OUTCOMES)[number];

export function AnswerForm({ one }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const answer = useAnswerAppeal(one.appeal.id);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState('');
  const [signing, setSigning] = useState(false);
  if (!one.mine_to_answer) {
    return (
      <section className={css.panel} aria-labelledby="answer" data-testid="appeal-not-mine">
        <h2 id="answer">{t('answer')}</h2>
        <p>{t('notMine')}</p>
      </section>
    );
  }
  const said = reason.trim();
  const ready = outcome !== null && said !== '';
  const sign = () => {
    if (outcome !== null) answer.mutate({ outcome, reason: said }, { onSettled: () => setSigning(false) });
  };
  return (
    <section className={css.panel} aria-labelledby="answer" data-testid="appeal-answer">
      <h2 id="answer">{t('answer')}</h2>
      <p className={css.quiet}>{t('answerLead')}</p>
      <ErrorNotice error={answer.error} />
      <Outcomes chosen={outcome} onChoose={setOutcome} />
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        withAsterisk
        rows={5}
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="answer-reason"
      />
      {!ready && (
        <p role="status" className={css.missing}>
          {t('missing')}
        </p>
      )}
      <Button
        className={css.sign}
        disabled={!ready}
        onClick={() => setSigning(true)}
        data-testid="answer-sign"
      >
        {t('sign')}
      </Button>
      <Confirm
        opened={signing}
        outcome={outcome}
        reason={said}
        pending={answer.isPending}
        onYes={sign}
        onClose={() => setSigning(false)}
      />
    </section>
  );
}

interface OutcomesProps {
  readonly chosen: Outcome | null;
  readonly onChoose: (outcome: Outcome) => void;
}

function Outcomes({ chosen, onChoose }: OutcomesProps) {
  const t = useAppealText();
  return (
    <fieldset className={css.outcomes}>
      <legend>{t('choose')}</legend>
      {OUTCOMES.map((outcome) => (
        <label key={outcome} className={css.outcome} data-chosen={chosen === outcome}>
          <input
            type="radio"
            name="appeal-outcome"
            value={outcome}
            checked={chosen === outcome}
            onChange={() => onChoose(outcome)}
            data-testid={`answer-${outcome}`}
          />
          <span>
            <strong>{t(outcome)}</strong>
            <small>{t(outcome === 'upheld' ? 'upheldHint' : 'rejectedHint')}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface ConfirmProps {
  readonly opened: boolean;
  readonly outcome: Outcome | null;
  readonly reason: string;
  readonly pending: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

function Confirm({ opened, outcome, reason, pending, onYes, onClose }: ConfirmProps) {
  const t = useAppealText();
  const common = useShared();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('confirmTitle')}>
      <p>
        <strong>{outcome !== null && t(outcome)}</strong>
      </p>
      <blockquote className={css.quote}>{reason}</blockquote>
      <p>{t('confirm')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {common('shell.cancel')}
        </Button>
        <Button onClick={onYes} loading={pending} data-testid="answer-confirm">
          {t('yes')}
        </Button>
      </div>
    </Dialog>
  );
}
