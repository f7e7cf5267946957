/// The review of one attempt: the recording, what to check on it, and the decision.
import { Link } from 'wouter';
import { codeOf } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import { useReview } from '../queries';
import { useHints } from '../useHints';
import { ReviewDesk } from './ReviewDesk';
import css from './ReviewPage.module.css';

export default function ReviewPage({ review_id }: { readonly review_id: string }) {
  const t = useStaff();
  const review = useReview(review_id);
  useHints();
  const unknown = review.data === undefined && codeOf(review.error) === 'unknown_review';
  const number = review.data?.personal_number ?? '…';
  const title = unknown ? t('review.unknown') : t('review.title', { number });
  return (
    <>
      <p className={css.back}>
        <Link href="/queue">← {t('review.back')}</Link>
      </p>
      <PageTitle title={title} />
      <Loadable query={review}>{(data) => <ReviewDesk review={data} />}</Loadable>
    </>
  );
}
