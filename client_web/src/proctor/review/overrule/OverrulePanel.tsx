/// A senior decides a decided review anew, with grounds; the former decision stays on record.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ErrorNotice, local, type Schemas, unwrap, useLanguage, useSession, useShared } from '../../../shared';
import { useStaff } from '../../../staff/texts';
import { Dialog } from '../../../staff/ui/Dialog';
import { QUEUE_KEY, REVIEWS_KEY } from '../../queries';
import css from '../DecisionPanel.module.css';
import { SHORTEST_REASON } from '../progress';
import type { Review } from '../types';
import { type Draft, lacking } from './draft';
import { useOverruleText } from './texts';

const EMPTY: Draft = { outcome: null, rule_id: null, grounds: '' };
const OUTCOMES = ['no_violation', 'violation', 'void'] as const;
const LONGEST = 2000;

export function OverrulePanel({ review }: { readonly review: Review }) {
  const t = useOverruleText();
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const [done, setDone] = useState(false);
  if (!session.data?.account?.is_senior) return null;
  return (
    <section className={css.panel} data-testid="overrule">
      <p className={css.lead}>{t('lead')}</p>
      <p role="status" className={css.lead}>
        {done && t('done')}
      </p>
      <Button
        variant="default"
        className={css.sign}
        onClick={() => setOpened(true)}
        data-testid="overrule-open"
      >
        {t('open')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('title')} width="wide">
        <Form
          review={review}
          onDone={() => {
            setDone(true);
            setOpened(false);
          }}
          onClose={() => setOpened(false)}
        />
      </Dialog>
    </section>
  );
}

interface FormProps {
  readonly review: Review;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Form({ review, onDone, onClose }: FormProps) {
  const t = useOverruleText();
  const common = useShared();
  const overrule = useOverrule(review.review_id);
  const [draft, setDraft] = useState(EMPTY);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const lack = lacking(draft, review.decision);
  const sign = () => {
    if (draft.outcome === null) return;
    const rule_id = draft.outcome === 'violation' ? draft.rule_id : null;
    overrule.mutate(
      { outcome: draft.outcome, rule_id, reason: draft.grounds.trim() },
      { onSuccess: onDone },
    );
  };
  return (
    <div className={css.fields}>
      <ErrorNotice error={overrule.error} />
      <Outcomes draft={draft} onChange={change} />
      {draft.outcome === 'violation' && <RuleField review={review} draft={draft} onChange={change} />}
      <Textarea
        label={t('grounds')}
        description={t('groundsHint', { n: SHORTEST_REASON })}
        withAsterisk
        rows={4}
        maxLength={LONGEST}
        value={draft.grounds}
        onChange={(event) => change({ grounds: event.currentTarget.value })}
        data-testid="overrule-grounds"
      />
      {lack && (
        <p role="status" className={css.missing}>
          {t(lack)}
        </p>
      )}
      <p className={css.lead}>{t('final')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button disabled={lack !== null} loading={overrule.isPending} onClick={sign} data-testid="overrule-sign">
          {t('sign')}
        </Button>
      </div>
    </div>
  );
}

interface FieldProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function Outcomes({ draft, onChange }: FieldProps) {
  const t = useOverruleText();
  const say = useStaff();
  return (
    <fieldset className={css.outcomes}>
      <legend>{t('outcome')}</legend>
      {OUTCOMES.map((outcome) => (
        <label key={outcome} className={css.outcome} data-chosen={draft.outcome === outcome}>
          <input
            type="radio"
            name="overrule-outcome"
            value={outcome}
            checked={draft.outcome === outcome}
            onChange={() => onChange({ outcome })}
            data-testid={`overrule-${outcome}`}
          />
          <strong>{say(`decision.${outcome}`)}</strong>
        </label>
      ))}
    </fieldset>
  );
}

function RuleField({ review, draft, onChange }: FieldProps & { readonly review: Review }) {
  const t = useOverruleText();
  const { language } = useLanguage();
  return (
    <NativeSelect
      label={t('rule')}
      withAsterisk
      value={draft.rule_id ?? ''}
      data={[
        { value: '', label: t('ruleChoose') },
        ...review.rules.map(({ id, title }) => ({ value: id, label: local(title, language) })),
      ]}
      onChange={(event) => onChange({ rule_id: event.currentTarget.value || null })}
      data-testid="overrule-rule"
    />
  );
}

function useOverrule(review_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['DecisionWrite']) =>
      unwrap(
        api.POST('/api/proctor/reviews/{review_id}/overruling', { params: { path: { review_id } }, body }),
      ),
    onSuccess(review) {
      queries.setQueryData([...REVIEWS_KEY, review_id], review);
      void queries.invalidateQueries({ queryKey: QUEUE_KEY });
    },
  });
}
