/// Ending the test: what is unanswered and flagged, the last answers sent first.
import { Button } from '@mantine/core';
import { Dialog, ErrorNotice } from '../../shared';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import type { SlotCounts } from './slots';
import css from './TestRoom.module.css';

interface SubmitDialogProps {
  readonly opened: boolean;
  readonly counts: SlotCounts;
  readonly nUnsent: number;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function SubmitDialog({
  opened,
  counts,
  nUnsent,
  pending,
  error,
  onClose,
  onConfirm,
}: SubmitDialogProps) {
  const t = useText();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('submit.title')}>
      <div data-testid="submit-dialog">
        <dl className={css.counts}>
          <div>
            <dt>{t('palette.answered')}</dt>
            <dd>{counts.answered}</dd>
          </div>
          <div data-attention={counts.unanswered > 0}>
            <dt>{t('palette.unanswered')}</dt>
            <dd data-testid="submit-unanswered">{counts.unanswered}</dd>
          </div>
          <div data-attention={counts.flagged > 0}>
            <dt>{t('palette.flagged')}</dt>
            <dd data-testid="submit-flagged">{counts.flagged}</dd>
          </div>
        </dl>
        <p>{counts.unanswered > 0 ? t('submit.some_unanswered') : t('submit.all_answered')}</p>
        <p>{t('submit.final')}</p>
        {nUnsent > 0 && (
          <p role="status" className={css.waiting}>
            {t('submit.sending', { count: nUnsent })}
          </p>
        )}
        <ErrorNotice error={error} />
        <div className={panel.actions}>
          <Button
            size="md"
            onClick={onConfirm}
            disabled={nUnsent > 0}
            loading={pending}
            data-testid="confirm-submit"
          >
            {t('submit.confirm')}
          </Button>
          <Button size="md" variant="default" onClick={onClose} data-autofocus>
            {t('submit.back')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
