/// The item that was worked on at the moment the player shows, without its key.
import { ErrorNotice } from '../../../shared';
import { ItemBody } from '../../../shared/item';
import type { Player } from '../player';
import type { Review } from '../types';
import { usePlayedAt } from '../usePlayer';
import css from './Beside.module.css';
import { useItem, useItemSpans } from './data';
import { spanAt } from './spans';
import { useBesideText } from './texts';

interface ItemOnScreenProps {
  readonly review: Review;
  readonly player: Player;
}

const NO_ANSWER = {};

export function ItemOnScreen({ review, player }: ItemOnScreenProps) {
  const t = useBesideText();
  const spans = useItemSpans(review.review_id);
  const at_s = usePlayedAt(player, 0.5);
  const slot = spanAt(spans.data ?? [], at_s)?.slot ?? null;
  const item = useItem(review.review_id, review.claimed_by_me ? slot : null);
  return (
    <section
      className={css.item}
      aria-labelledby="item-on-screen"
      data-testid="item-on-screen"
      data-slot={slot}
    >
      <h2 id="item-on-screen">{slot === null ? t('item') : t('itemOf', { n: slot + 1 })}</h2>
      <ErrorNotice error={spans.error ?? item.error} />
      {slot === null && <p>{t('itemNone')}</p>}
      {slot !== null && !review.claimed_by_me && <p>{t('itemNotYours')}</p>}
      {item.data && slot !== null && (
        <ItemBody key={slot} item={item.data} answers={NO_ANSWER} onChange={() => undefined} disabled />
      )}
    </section>
  );
}
