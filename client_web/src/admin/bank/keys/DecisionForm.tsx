/// Whether results are worked out anew by the corrected key, or stay; with the reason for the record.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import css from '../../AdminPage.module.css';
import { useCorrectKey } from '../queries/changes';
import { useBank } from '../texts';
import type { ResponseKey } from '../types';
import { BankNotice } from '../ui/BankNotice';

/** The server's own bound. */
const MIN_REASON_CHARS = 10;
const DECISIONS = ['rescore', 'keep'] as const;

interface DecisionFormProps {
  readonly version_id: string;
  readonly answer: ResponseKey[];
  readonly onDone: () => void;
}

export function DecisionForm({ version_id, answer, onDone }: DecisionFormProps) {
  const t = useBank();
  const correct = useCorrectKey(version_id);
  const [decision, setDecision] = useState<(typeof DECISIONS)[number] | null>(null);
  const [reason, setReason] = useState('');
  const short = reason.trim().length < MIN_REASON_CHARS;
  return (
    <div className={css.form}>
      <fieldset className={css.form}>
        <legend>{t('keyPage.decision')}</legend>
        {DECISIONS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="decision"
              checked={decision === one}
              onChange={() => setDecision(one)}
              data-testid={`decision-${one}`}
            />{' '}
            {t(`correction.${one}`)}: {t(`keyPage.${one}`)}
          </label>
        ))}
      </fieldset>
      <Textarea
        label={t('confirm.reason')}
        description={t('keyPage.reasonHint', { n: MIN_REASON_CHARS })}
        withAsterisk
        maxLength={2000}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="key-reason"
      />
      <BankNotice error={correct.error} />
      <div className={css.buttons}>
        <Button
          loading={correct.isPending}
          disabled={decision === null || short}
          onClick={() =>
            decision !== null &&
            correct.mutate({ key: answer, decision, reason: reason.trim() }, { onSuccess: onDone })
          }
          data-testid="key-decide"
        >
          {t('keyPage.decide')}
        </Button>
      </div>
    </div>
  );
}
