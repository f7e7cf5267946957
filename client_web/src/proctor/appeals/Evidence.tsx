/// The confirmed events behind a decision that is appealed against, and the way to the whole recording.
import { useState } from 'react';
import { Link } from 'wouter';
import { formatDuration } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Loadable } from '../../staff/ui/Loadable';
import { useReview } from '../queries';
import { incidentName, whatWasSeen } from '../review/sentence';
import type { Incident } from '../review/types';
import css from './Appeals.module.css';
import { useAppealText } from './texts';

export function Evidence({ review_id }: { readonly review_id: string }) {
  const t = useAppealText();
  const review = useReview(review_id);
  return (
    <section className={css.panel} aria-labelledby="events">
      <h2 id="events">{t('events')}</h2>
      <Loadable query={review}>
        {({ incidents }) => <Confirmed incidents={incidents.filter(({ verdict }) => verdict === 'confirmed')} />}
      </Loadable>
      <p>
        <Link href={`/reviews/${review_id}`} data-testid="appeal-recording">
          {t('recording')}
        </Link>
      </p>
    </section>
  );
}

function Confirmed({ incidents }: { readonly incidents: readonly Incident[] }) {
  const t = useAppealText();
  if (incidents.length === 0) return <p className={css.quiet}>{t('noEvents')}</p>;
  return (
    <ol className={css.events}>
      {incidents.map((incident, index) => (
        <Event key={incident.id} incident={incident} number={index + 1} />
      ))}
    </ol>
  );
}

function Event({ incident, number }: { readonly incident: Incident; readonly number: number }) {
  const t = useStaff();
  const range = { from: formatDuration(incident.t0_s), to: formatDuration(incident.t1_s) };
  return (
    <li data-testid="appeal-event">
      <Still url={incident.still_url} />
      <div>
        <h3>{incidentName(t, incident, number)}</h3>
        <p className={css.quiet}>{t('time.range', range)}</p>
        <p>{whatWasSeen(t, incident)}</p>
        {incident.note !== '' && <blockquote className={css.quote}>{incident.note}</blockquote>}
      </div>
    </li>
  );
}

function Still({ url }: { readonly url: string | null }) {
  const t = useStaff();
  const [broken, setBroken] = useState(false);
  if (url === null || broken) return <p className={css.quiet}>{t('incident.noStill')}</p>;
  return <img src={url} alt={t('incident.still')} loading="lazy" onError={() => setBroken(true)} />;
}
