/// Ending a block, or the test with its last one: what is unanswered, flagged or too long, the last answers sent first.
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Dialog, ErrorNotice } from '../../shared';
import type { AnswerQueue } from '../answers/AnswerQueue';
import panel from '../ui/panel.module.css';
import type { SlotCounts } from './slots';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

interface FinishDialogProps {
  readonly opened: boolean;
  /** With the last block the whole test ends. */
  readonly last: boolean;
  readonly counts: SlotCounts;
  /** Numbers, as the candidate sees them. */
  readonly unanswered: readonly number[];
  readonly tooLong: boolean;
  readonly queue: AnswerQueue;
  readonly nUnsent: number;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function FinishDialog(props: FinishDialogProps) {
  const { opened, last, counts, unanswered, tooLong, queue, nUnsent, pending, error, onClose, onConfirm } =
    props;
  const t = useTestText();
  const what = last ? 'test' : 'block';
  useEffect(() => {
    if (opened) queue.hurry();
  }, [opened, queue]);
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`finish.title_${what}`)}>
      <div data-testid="submit-dialog" data-last={last}>
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
        <p>{counts.unanswered > 0 ? t('finish.some_unanswered') : t('finish.all_answered')}</p>
        {unanswered.length > 0 && (
          <p data-testid="unanswered-numbers">{t('finish.which', { numbers: unanswered.join(', ') })}</p>
        )}
        <p>{t(`finish.final_${what}`)}</p>
        {tooLong && (
          <p role="alert" className={css.waiting} data-testid="too-long">
            {t('finish.too_long')}
          </p>
        )}
        {nUnsent > 0 && (
          <p role="status" className={css.waiting}>
            {t('finish.sending', { count: nUnsent })}
          </p>
        )}
        <ErrorNotice error={error} />
        <div className={panel.actions}>
          <Button
            size="md"
            onClick={onConfirm}
            disabled={nUnsent > 0 || tooLong}
            loading={pending}
            data-testid="confirm-submit"
          >
            {t(`finish.confirm_${what}`)}
          </Button>
          <Button size="md" variant="default" onClick={onClose} data-autofocus>
            {t('finish.back')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
