/// Asks once more before a decision is signed.
import { Button } from '@mantine/core';
import { local, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Dialog } from '../../staff/ui/Dialog';
import css from './DecisionPanel.module.css';
import type { DraftDecision } from './progress';
import type { Review } from './types';

interface SignDialogProps {
  readonly opened: boolean;
  readonly review: Review;
  readonly draft: DraftDecision;
  readonly pending: boolean;
  readonly onSign: () => void;
  readonly onCancel: () => void;
}

export function SignDialog({ opened, review, draft, pending, onSign, onCancel }: SignDialogProps) {
  const t = useStaff();
  const { language } = useLanguage();
  const rule = review.rules.find(({ id }) => id === draft.rule_id);
  return (
    <Dialog opened={opened} onClose={onCancel} title={t('decision.confirmTitle')}>
      <p className={css.summary}>
        {review.personal_number}: <strong>{draft.outcome && t(`decision.${draft.outcome}`)}</strong>
      </p>
      {draft.outcome === 'violation' && rule && <p className={css.summary}>{local(rule.title, language)}</p>}
      {draft.reason.trim() !== '' && <blockquote className={css.quote}>{draft.reason.trim()}</blockquote>}
      <p>{t('decision.confirmText')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onCancel} data-autofocus data-testid="cancel-sign">
          {t('decision.cancel')}
        </Button>
        <Button onClick={onSign} loading={pending} data-testid="confirm-sign">
          {t('decision.confirmSign')}
        </Button>
      </div>
    </Dialog>
  );
}
