/// The decision on the whole attempt: outcome, rule, reason, and a signature that cannot be taken back.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, local, useLanguage } from '../../shared';
import { useStaff, type Say } from '../../staff/texts';
import { useDecide } from '../queries';
import { useProctorText } from '../texts';
import css from './DecisionPanel.module.css';
import type { PlacedIncident } from './lanes';
import { type DraftDecision, isConfirmedFor, type Obstacle, obstacles, SHORTEST_REASON } from './progress';
import { SignDialog } from './SignDialog';
import type { Review } from './types';

interface DecisionPanelProps {
  readonly review: Review;
  readonly placed: readonly PlacedIncident[];
}

const EMPTY: DraftDecision = { outcome: null, rule_id: null, reason: '' };
const OUTCOMES = [
  ['no_violation', 'decision.noViolationHint'],
  ['violation', 'decision.violationHint'],
  ['void', 'decision.voidHint'],
] as const;

export function DecisionPanel({ review, placed }: DecisionPanelProps) {
  const t = useStaff();
  const say = useProctorText();
  const [draft, setDraft] = useState(EMPTY);
  const [signing, setSigning] = useState(false);
  const decide = useDecide(review.review_id);
  const missing = obstacles(review, draft);
  const change = (part: Partial<DraftDecision>) => setDraft((before) => ({ ...before, ...part }));
  const sign = () => {
    if (draft.outcome === null) return;
    const rule_id = draft.outcome === 'violation' ? draft.rule_id : null;
    decide.mutate(
      { outcome: draft.outcome, rule_id, reason: draft.reason.trim() },
      { onSettled: () => setSigning(false) },
    );
  };
  if (decide.isSuccess) {
    return (
      <p role="status" className={css.panel} data-testid="reading-signed">
        {say('round.sent')}
      </p>
    );
  }
  return (
    <section aria-labelledby="decision" className={css.panel} data-testid="decision-panel">
      <h2 id="decision">{t('decision.title')}</h2>
      <p className={css.lead}>{t('decision.lead')}</p>
      <ErrorNotice error={decide.error} />
      <fieldset className={css.fields} disabled={!review.claimed_by_me}>
        <Outcomes draft={draft} onChange={change} />
        {draft.outcome === 'violation' && <RuleField review={review} draft={draft} onChange={change} />}
        {draft.outcome !== null && <ReasonField draft={draft} onChange={change} />}
      </fieldset>
      <Missing missing={missing} placed={placed} />
      <Button
        className={css.sign}
        disabled={missing.length > 0}
        onClick={() => setSigning(true)}
        data-testid="sign-decision"
      >
        {t('decision.sign')}
      </Button>
      <SignDialog
        opened={signing}
        review={review}
        draft={draft}
        pending={decide.isPending}
        onSign={sign}
        onCancel={() => setSigning(false)}
      />
    </section>
  );
}

interface FieldProps {
  readonly draft: DraftDecision;
  readonly onChange: (part: Partial<DraftDecision>) => void;
}

function Outcomes({ draft, onChange }: FieldProps) {
  const t = useStaff();
  return (
    <fieldset className={css.outcomes}>
      <legend>{t('decision.outcome')}</legend>
      {OUTCOMES.map(([outcome, hint]) => (
        <label key={outcome} className={css.outcome} data-chosen={draft.outcome === outcome}>
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={draft.outcome === outcome}
            onChange={() => onChange({ outcome })}
            data-testid={`outcome-${outcome}`}
          />
          <span>
            <strong>{t(`decision.${outcome}`)}</strong>
            <small>{t(hint)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function RuleField({ review, draft, onChange }: FieldProps & { readonly review: Review }) {
  const t = useStaff();
  const { language } = useLanguage();
  const rules = review.rules.map((rule) => {
    const title = local(rule.title, language);
    const confirmed = isConfirmedFor(review.incidents, rule.id);
    return {
      value: rule.id,
      confirmed,
      label: confirmed ? t('decision.ruleConfirmed', { rule: title }) : title,
    };
  });
  // What the proctor has confirmed comes first; the programme's order stays otherwise.
  const ordered = [
    ...rules.filter(({ confirmed }) => confirmed),
    ...rules.filter(({ confirmed }) => !confirmed),
  ];
  return (
    <NativeSelect
      label={t('decision.rule')}
      withAsterisk
      value={draft.rule_id ?? ''}
      data={[
        { value: '', label: t('decision.ruleChoose') },
        ...ordered.map(({ value, label }) => ({ value, label })),
      ]}
      onChange={(event) => onChange({ rule_id: event.currentTarget.value || null })}
      data-testid="decision-rule"
    />
  );
}

function ReasonField({ draft, onChange }: FieldProps) {
  const t = useStaff();
  const required = draft.outcome === 'violation' || draft.outcome === 'void';
  return (
    <Textarea
      label={t(required ? 'decision.reason' : 'decision.reasonOptional')}
      description={t('decision.reasonHint')}
      withAsterisk={required}
      rows={4}
      maxLength={2000}
      value={draft.reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
      data-testid="decision-reason"
    />
  );
}

interface MissingProps {
  readonly missing: readonly Obstacle[];
  readonly placed: readonly PlacedIncident[];
}

/** What stands between the draft and a signature; said before the button, not after pressing it. */
function Missing({ missing, placed }: MissingProps) {
  const t = useStaff();
  if (missing.length === 0) return null;
  return (
    <div className={css.missing} role="status" data-testid="decision-missing">
      <strong>{t('decision.missing')}</strong>
      <ul>
        {missing.map((obstacle) => (
          <li key={obstacle} data-obstacle={obstacle}>
            {obstacleInWords(t, obstacle, placed)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function obstacleInWords(t: Say, obstacle: Obstacle, placed: readonly PlacedIncident[]): string {
  if (obstacle === 'reasonShort') return t('decision.reasonShort', { n: SHORTEST_REASON });
  if (obstacle !== 'incidentsUndecided') return t(`decision.${obstacle}`);
  const open = placed.filter(({ incident }) => incident.verdict === null);
  return t('decision.incidentsUndecided', { numbers: open.map(({ number }) => `№ ${number}`).join(', ') });
}
