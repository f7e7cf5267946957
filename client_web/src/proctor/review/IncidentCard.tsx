/// One event to check: when, what was seen, what decided, the still, and confirm or dismiss.
import { useState } from 'react';
import { formatDuration, formatNumber, local, useLanguage } from '../../shared';
import { secondsInWords } from '../../staff/durations';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { CurveChart } from './CurveChart';
import css from './IncidentList.module.css';
import type { IncidentListProps } from './IncidentList';
import { incidentName, whatDecided, whatWasSeen } from './sentence';
import { type Incident, TYPE_COLOURS } from './types';
import { VerdictControls } from './VerdictControls';

interface IncidentCardProps extends IncidentListProps {
  readonly incident: Incident;
  readonly number: number;
}

export function IncidentCard(props: IncidentCardProps) {
  const { incident, number, selected, onSelect } = props;
  const t = useStaff();
  const isSelected = selected?.id === incident.id;
  const name = incidentName(t, incident, number);
  return (
    <li
      className={css.card}
      data-selected={isSelected}
      data-testid="incident"
      data-id={incident.id}
      data-type={incident.type}
      data-direction={incident.direction ?? undefined}
      data-t0={incident.t0_s}
      data-t1={incident.t1_s}
      data-verdict={incident.verdict ?? 'none'}
      style={{ borderLeftColor: TYPE_COLOURS[incident.type] }}
    >
      <div className={css.top}>
        <Still incident={incident} />
        <div className={css.what}>
          <h3>
            <button
              type="button"
              className={css.open}
              aria-current={isSelected}
              onClick={() => onSelect(incident)}
              data-testid="open-incident"
            >
              {name}
              <span className="visually-hidden">
                . {t('incident.open', { time: formatDuration(incident.t0_s) })}
              </span>
            </button>
          </h3>
          <Facts incident={incident} />
          <p className={css.why}>{whatWasSeen(t, incident)}</p>
        </div>
      </div>
      {isSelected && <Evidence {...props} />}
      <VerdictControls {...props} isSelected={isSelected} />
    </li>
  );
}

function Facts({ incident }: { readonly incident: Incident }) {
  const t = useStaff();
  const { language } = useLanguage();
  const range = { from: formatDuration(incident.t0_s), to: formatDuration(incident.t1_s) };
  return (
    <p className={css.facts}>
      <span>{t('time.range', range)}</span>
      <span>{secondsInWords(t, incident.t1_s - incident.t0_s)}</span>
      {incident.type !== 'unlabelled' && (
        <span>{t('incident.confidence', { percent: formatNumber(incident.confidence * 100, language) })}</span>
      )}
      {incident.open && <Badge tone="busy">{t('incident.continuing')}</Badge>}
    </p>
  );
}

function Evidence({ incident, review }: IncidentCardProps) {
  const t = useStaff();
  const { language } = useLanguage();
  const rule = review.rules.find(({ id }) => id === incident.rule_id);
  const decided = whatDecided(t, incident, language);
  return (
    <div className={css.evidence}>
      {decided && <p>{decided}</p>}
      {incident.type !== 'unlabelled' && <CurveChart incident={incident} />}
      {rule && <p className={css.rule}>{t('incident.rule', { rule: local(rule.title, language) })}</p>}
    </div>
  );
}

function Still({ incident }: { readonly incident: Incident }) {
  const t = useStaff();
  const [broken, setBroken] = useState(false);
  if (!incident.still_url || broken) return <div className={css.noStill}>{t('incident.noStill')}</div>;
  return (
    <img
      src={incident.still_url}
      alt={t('incident.still')}
      className={css.still}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}
