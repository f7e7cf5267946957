/// Confirm or dismiss one event, with an optional note; changed as often as needed until the decision.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import css from './IncidentList.module.css';
import type { IncidentListProps } from './IncidentList';
import type { Incident, Verdict } from './types';

interface VerdictControlsProps extends IncidentListProps {
  readonly incident: Incident;
  readonly number: number;
  readonly isSelected: boolean;
}

const TONES = { confirmed: 'late', dismissed: 'calm' } as const;

export function VerdictControls(props: VerdictControlsProps) {
  const { incident, markable, isSelected } = props;
  const [changing, setChanging] = useState(false);
  if (incident.verdict && !(changing && markable)) {
    return <Given {...props} onChange={() => setChanging(true)} />;
  }
  if (!markable) return <Unmarked />;
  return (
    <Choice
      {...props}
      withNote={isSelected || changing}
      onDone={() => setChanging(false)}
      key={`${incident.verdict ?? ''} ${incident.verdict_reason ?? ''}`}
    />
  );
}

function Unmarked() {
  const t = useStaff();
  return (
    <div className={css.verdict}>
      <Badge tone="look">{t('incident.unmarked')}</Badge>
    </div>
  );
}

function Given({
  incident,
  number,
  markable,
  onChange,
}: VerdictControlsProps & { readonly onChange: () => void }) {
  const t = useStaff();
  if (!incident.verdict) return null;
  return (
    <div className={css.verdict} data-testid="verdict">
      <Badge tone={TONES[incident.verdict]}>{t(`incident.${incident.verdict}`)}</Badge>
      {incident.verdict_reason && <span className={css.reason}>{incident.verdict_reason}</span>}
      {markable && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={css.change}
          aria-label={t('incident.changeOf', { number })}
          onClick={onChange}
          data-testid="change-verdict"
        >
          {t('incident.change')}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps extends VerdictControlsProps {
  readonly withNote: boolean;
  readonly onDone: () => void;
}

function Choice({ incident, number, onVerdict, withNote, onDone }: ChoiceProps) {
  const t = useStaff();
  const [reason, setReason] = useState(incident.verdict_reason ?? '');
  const give = (verdict: Verdict) => {
    onVerdict({ incident_id: incident.id, verdict, reason: reason.trim() });
    onDone();
  };
  return (
    <div className={css.verdict}>
      {withNote && (
        <TextInput
          className={css.noteField}
          size="sm"
          label={t('incident.reason')}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-testid="verdict-reason"
        />
      )}
      <Button
        size="sm"
        variant={incident.verdict === 'confirmed' ? 'filled' : 'outline'}
        color="ember"
        aria-label={t('incident.confirmOf', { number })}
        onClick={() => give('confirmed')}
        data-testid="confirm-incident"
      >
        {t('incident.confirm')}
      </Button>
      <Button
        size="sm"
        variant={incident.verdict === 'dismissed' ? 'filled' : 'default'}
        aria-label={t('incident.dismissOf', { number })}
        onClick={() => give('dismissed')}
        data-testid="dismiss-incident"
      >
        {t('incident.dismiss')}
      </Button>
      {incident.verdict && (
        <Button size="sm" variant="subtle" onClick={onDone}>
          {t('incident.keep')}
        </Button>
      )}
    </div>
  );
}
