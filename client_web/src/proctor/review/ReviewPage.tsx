/// The review of one attempt: the recording, what to check on it, and the decision.
import { Link } from 'wouter';
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
  return (
    <>
      <p className={css.back}>
        <Link href="/queue">← {t('review.back')}</Link>
      </p>
      <PageTitle title={t('review.title', { number: review.data?.personal_number ?? '…' })} />
      <Loadable query={review}>{(data) => <ReviewDesk review={data} />}</Loadable>
    </>
  );
}
