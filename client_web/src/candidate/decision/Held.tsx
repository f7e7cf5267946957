/// The events held against a candidate, each with its picture and its recording.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDuration, local, useLanguage } from '../../shared';
import panel from '../ui/panel.module.css';
import css from './DecisionPage.module.css';
import { type HeldIncident, whatWasSeen } from './seen';
import { useDecisionText } from './texts';

export function Held({ incidents }: { readonly incidents: readonly HeldIncident[] }) {
  const t = useDecisionText();
  return (
    <section className={panel.panel} aria-labelledby="held">
      <h2 id="held">{t('held.title')}</h2>
      <p className={panel.quiet}>{t(incidents.length > 0 ? 'held.lead' : 'held.none')}</p>
      <ol className={css.incidents}>
        {incidents.map((incident, index) => (
          <Event key={incident.id} incident={incident} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

interface EventProps {
  readonly incident: HeldIncident;
  readonly number: number;
}

function Event({ incident, number }: EventProps) {
  const t = useDecisionText();
  const { language } = useLanguage();
  const span = { from: formatDuration(incident.t0_s), to: formatDuration(incident.t1_s) };
  return (
    <li className={css.incident} data-testid="held-incident" data-type={incident.type}>
      <Stills incident={incident} number={number} />
      <div>
        <h3>{t('held.name', { number, ...span })}</h3>
        <p>{whatWasSeen(t, incident)}</p>
        {incident.rule && (
          <p className={panel.quiet}>{t('held.rule', { rule: local(incident.rule.title, language) })}</p>
        )}
        <Clip incident={incident} number={number} />
      </div>
    </li>
  );
}

/** The start always has a place; the strongest moment and the end where pictures of them were kept. */
function Stills({ incident, number }: EventProps) {
  const t = useDecisionText();
  return (
    <div>
      <Still src={incident.still_url} alt={t('held.still', { number })} testId="held-still" />
      {incident.stills.map(({ moment, url }) =>
        moment === 'start' ? null : (
          <Still
            key={moment}
            src={url}
            alt={t(`held.still.${moment}`, { number })}
            testId={`held-still-${moment}`}
          />
        ),
      )}
    </div>
  );
}

interface StillProps {
  readonly src: string;
  readonly alt: string;
  readonly testId: string;
}

function Still({ src, alt, testId }: StillProps) {
  const t = useDecisionText();
  const [broken, setBroken] = useState(false);
  if (broken) return <p className={css.noStill}>{t('held.noStill')}</p>;
  return (
    <img
      src={src}
      alt={alt}
      className={css.still}
      loading="lazy"
      onError={() => setBroken(true)}
      data-testid={testId}
    />
  );
}

/** Asked for only when wanted: a clip is some megabytes. */
function Clip({ incident, number }: EventProps) {
  const t = useDecisionText();
  const [state, setState] = useState<'closed' | 'open' | 'broken'>('closed');
  if (state === 'broken') return <p role="status">{t('held.noClip')}</p>;
  if (state === 'closed') {
    return (
      <Button variant="default" onClick={() => setState('open')} data-testid="show-clip">
        {t('held.showClip')} <span className="visually-hidden">{t('held.clip', { number })}</span>
      </Button>
    );
  }
  return (
    <video
      className={css.clip}
      src={incident.clip_url}
      aria-label={t('held.clip', { number })}
      controls
      autoPlay
      playsInline
      onError={() => setState('broken')}
      data-testid="held-clip"
    />
  );
}
