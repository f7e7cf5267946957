/// Confirm, dismiss or leave unclear one event, with reason and note; changed or taken back until the signature.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStaff } from '../../staff/texts';
import { Badge } from '../../staff/ui/Badge';
import { useProctorText } from '../texts';
import css from './IncidentList.module.css';
import type { IncidentListProps } from './IncidentList';
import { ALL_REASONS, REASONS } from './reasons';
import type { Incident, Verdict, VerdictReason } from './types';

interface VerdictControlsProps extends IncidentListProps {
  readonly incident: Incident;
  readonly number: number;
  readonly isSelected: boolean;
}

const TONES = { confirmed: 'late', dismissed: 'calm', unclear: 'look' } as const;

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
      key={`${incident.verdict ?? ''} ${incident.verdict_reason ?? ''} ${incident.note}`}
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
  onVerdict,
  onChange,
}: VerdictControlsProps & { readonly onChange: () => void }) {
  const t = useStaff();
  const say = useProctorText();
  if (!incident.verdict) return null;
  const takeBack = () => onVerdict({ incident_id: incident.id, verdict: null, reason: null, note: '' });
  return (
    <div className={css.verdict} data-testid="verdict">
      <Badge tone={TONES[incident.verdict]}>
        {incident.verdict === 'unclear' ? say('incident.unclear') : t(`incident.${incident.verdict}`)}
      </Badge>
      {incident.verdict_reason && (
        <span className={css.reason}>{say(`why.${incident.verdict_reason}`)}</span>
      )}
      {incident.note !== '' && <span className={css.reason}>{incident.note}</span>}
      {markable && (
        <>
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
          <Button variant="subtle" size="compact-sm" onClick={takeBack} data-testid="take-back-verdict">
            {say('incident.takeBack')}
          </Button>
        </>
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
  const say = useProctorText();
  const [note, setNote] = useState(incident.note);
  const [reason, setReason] = useState<VerdictReason | null>(incident.verdict_reason);
  const give = (verdict: Verdict) => {
    const fitting = reason && REASONS[verdict].includes(reason) ? reason : null;
    onVerdict({ incident_id: incident.id, verdict, reason: fitting, note: note.trim() });
    onDone();
  };
  return (
    <div className={css.verdict}>
      {withNote && <WhyFields note={note} onNote={setNote} reason={reason} onReason={setReason} />}
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
      <Button
        size="sm"
        variant={incident.verdict === 'unclear' ? 'filled' : 'default'}
        aria-label={say('incident.unclearOf', { number })}
        onClick={() => give('unclear')}
        data-testid="unclear-incident"
      >
        {say('incident.markUnclear')}
      </Button>
      {incident.verdict && (
        <Button size="sm" variant="subtle" onClick={onDone}>
          {t('incident.keep')}
        </Button>
      )}
    </div>
  );
}

interface WhyFieldsProps {
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly reason: VerdictReason | null;
  readonly onReason: (reason: VerdictReason | null) => void;
}

function WhyFields({ note, onNote, reason, onReason }: WhyFieldsProps) {
  const t = useStaff();
  const say = useProctorText();
  return (
    <>
      <NativeSelect
        size="sm"
        label={say('incident.why')}
        value={reason ?? ''}
        data={[
          { value: '', label: say('incident.whyChoose') },
          ...ALL_REASONS.map((each) => ({ value: each, label: say(`why.${each}`) })),
        ]}
        onChange={(event) => onReason(ALL_REASONS.find((each) => each === event.currentTarget.value) ?? null)}
        data-testid="verdict-why"
      />
      <TextInput
        className={css.noteField}
        size="sm"
        label={t('incident.reason')}
        value={note}
        maxLength={2000}
        onChange={(event) => onNote(event.currentTarget.value)}
        data-testid="verdict-reason"
      />
    </>
  );
}
