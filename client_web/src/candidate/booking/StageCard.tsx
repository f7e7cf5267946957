/// One stage: what is held, or choosing a window; changing stays hidden until it is asked for.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatWindow, local, useLanguage } from '../../shared';
import { Window } from '../ui/Window';
import css from './BookingPage.module.css';
import type { StageOffer } from './data';
import { useBookingText } from './texts';
import { WindowPicker } from './WindowPicker';

export function StageCard({ offer }: { readonly offer: StageOffer }) {
  const t = useBookingText();
  const { language } = useLanguage();
  const [changing, setChanging] = useState(false);
  const [done, setDone] = useState('');
  const { booking } = offer;
  const noRetake = offer.windows.length > 0 && offer.windows.every(({ refusal }) => refusal === 'no_retake');
  const choosing = booking === null || (booking.state === 'booked' && changing);
  return (
    <article className={css.card} data-testid={`stage-${offer.programme_id}`} data-state={booking?.state ?? 'free'}>
      <h2>{local(offer.title, language)}</h2>
      <p className={css.quiet}>{t('limit', { n: Math.round(offer.limit_s / 60) })}</p>
      <p role="status" className={css.done}>
        {done && t('done', { when: done })}
      </p>
      {booking && <Held offer={offer} booking={booking} changing={changing} onChange={setChanging} />}
      {choosing && noRetake && <p data-testid="booking-no-retake">{t('noRetake')}</p>}
      {choosing &&
        !noRetake &&
        (offer.windows.length === 0 ? (
          <p>{t('noWindows')}</p>
        ) : (
          <WindowPicker
            offer={offer}
            onBooked={(window) => {
              setDone(formatWindow(window.opens_at, window.closes_at, language));
              setChanging(false);
            }}
          />
        ))}
    </article>
  );
}

interface HeldProps {
  readonly offer: StageOffer;
  readonly booking: NonNullable<StageOffer['booking']>;
  readonly changing: boolean;
  readonly onChange: (changing: boolean) => void;
}

function Held({ offer, booking, changing, onChange }: HeldProps) {
  const t = useBookingText();
  if (booking.state === 'missed') return <p data-testid="booking-missed">{t('missed')}</p>;
  return (
    <div className={css.held} data-testid="booking-held">
      <p>
        <strong>{t('held')}: </strong>
        <Window opens={booking.opens_at} closes={booking.closes_at} />
      </p>
      <p>
        {t('chooseLanguage')}: {t(`language.${booking.language}`)}
      </p>
      {booking.state === 'taken' && <p>{t('taken')}</p>}
      <div className={css.actions}>
        <Link href={`/attempts/${booking.attempt_id}`} className={css.open}>
          {t('toTest')}
        </Link>
        {booking.state === 'booked' && offer.can_move && (
          <Button variant="subtle" onClick={() => onChange(!changing)} data-testid="booking-change">
            {t(changing ? 'changeStop' : 'change')}
          </Button>
        )}
      </div>
      {booking.state === 'booked' && (
        <p className={css.quiet}>{offer.can_move ? t('moves', { n: booking.n_moves }) : t('cannotMove')}</p>
      )}
    </div>
  );
}
