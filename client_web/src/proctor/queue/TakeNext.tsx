/// Takes the most urgent review one may read: nobody has to choose, and nobody can choose whom.
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { ErrorNotice } from '../../shared';
import { useNextReview } from '../queries';
import { useProctorText } from '../texts';
import css from './QueuePage.module.css';

export function TakeNext() {
  const t = useProctorText();
  const [, navigate] = useLocation();
  const next = useNextReview();
  const take = () =>
    next.mutate(undefined, {
      onSuccess: (review) => {
        if (review) navigate(`/reviews/${review.review_id}`);
      },
    });
  return (
    <div className={css.next}>
      <ErrorNotice error={next.error} />
      <Button onClick={take} loading={next.isPending} data-testid="take-next">
        {t('queue.next')}
      </Button>
      <p role="status" className={css.hint}>
        {next.isSuccess && next.data === null && t('queue.nothing')}
      </p>
    </div>
  );
}
