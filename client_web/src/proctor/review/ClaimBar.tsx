/// Who holds the review, and taking or returning it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ErrorNotice, formatTime } from '../../shared';
import { type Say, useStaff } from '../../staff/texts';
import { useClaim, useRelease } from '../queries';
import { useProctorText } from '../texts';
import { ConflictDialog } from './ConflictDialog';
import css from './ReviewPage.module.css';
import type { Review } from './types';

export function ClaimBar({ review }: { readonly review: Review }) {
  const t = useStaff();
  const [, navigate] = useLocation();
  const say = useProctorText();
  const [knows, setKnows] = useState(false);
  const claim = useClaim();
  const release = useRelease(review.review_id);
  if (review.state === 'decided') return null;
  return (
    <>
      {knows && <ConflictDialog review_id={review.review_id} onClose={() => setKnows(false)} />}
      <ErrorNotice error={claim.error ?? release.error} />
      <div className={css.claim} data-mine={review.claimed_by_me} data-testid="claim-bar">
        <p>{holderInWords(t, review)}</p>
        {!review.claimed_by_other && (
          <Button variant="subtle" size="sm" onClick={() => setKnows(true)} data-testid="know-candidate">
            {say('conflict.know')}
          </Button>
        )}
        {review.claimed_by_me && (
          <Button
            variant="default"
            size="sm"
            title={t('review.releaseHint')}
            loading={release.isPending}
            onClick={() => release.mutate(undefined, { onSuccess: () => navigate('/queue') })}
            data-testid="release"
          >
            {t('review.release')}
          </Button>
        )}
        {!review.claimed_by_me && !review.claimed_by_other && (
          <Button
            size="sm"
            loading={claim.isPending}
            onClick={() => claim.mutate(review.review_id)}
            data-testid="claim"
          >
            {t('review.claim')}
          </Button>
        )}
      </div>
      {review.round !== 'first' && (
        <p className={css.pending} data-testid="round">
          <strong>{say(`round.${review.round}`)}.</strong>{' '}
          {say(review.round === 'second' ? 'round.secondHint' : 'round.seniorHint')}
        </p>
      )}
      {review.analysis_pending && <p className={css.pending}>{t('review.pending')}</p>}
    </>
  );
}

function holderInWords(t: Say, review: Review): string {
  if (review.claimed_by_other) return t('review.other');
  if (!review.claimed_by_me) return t('review.free');
  return review.lease_until ? t('review.lease', { time: formatTime(review.lease_until) }) : t('review.mine');
}
