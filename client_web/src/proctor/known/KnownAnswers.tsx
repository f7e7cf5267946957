/// A senior marks the events of a settled review whose answer is beyond doubt.
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice } from '../../shared';
import { useStaff } from '../../staff/texts';
import css from '../review/DecisionPanel.module.css';
import { incidentName } from '../review/sentence';
import type { Review } from '../review/types';
import { type KnownAnswer, useKnownAnswers, useMark, useWithdraw } from './data';
import { useKnownText } from './texts';

const LEAST_GROUNDS = 20;

/** Nothing at all for those who are no seniors, or where nothing was flagged. */
export function KnownAnswers({ review }: { readonly review: Review }) {
  const t = useKnownText();
  const known = useKnownAnswers();
  if (!known.data || review.incidents.length === 0) return null;
  const ids = new Set(review.incidents.map(({ id }) => id));
  return (
    <section aria-labelledby="known" className={css.panel} data-testid="known-answers">
      <h2 id="known">{t('title')}</h2>
      <p className={css.lead}>{t('lead')}</p>
      <ul>
        {known.data
          .filter(({ incident_id }) => ids.has(incident_id))
          .map((one) => (
            <Marked key={one.incident_id} one={one} review={review} />
          ))}
      </ul>
      <MarkForm review={review} />
    </section>
  );
}

const useNames = (review: Review): ReadonlyMap<string, string> => {
  const staff = useStaff();
  return new Map(review.incidents.map((one, at) => [one.id, incidentName(staff, one, at + 1)]));
};

function Marked({ one, review }: { readonly one: KnownAnswer; readonly review: Review }) {
  const t = useKnownText();
  const withdraw = useWithdraw();
  const names = useNames(review);
  return (
    <li>
      <strong>{names.get(one.incident_id)}</strong>.{' '}
      {t(one.is_violation ? 'marked.violation' : 'marked.innocent')}
      <ErrorNotice error={withdraw.error} />
      <Button
        variant="default"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate(one.incident_id)}
        data-testid="withdraw-known"
      >
        {t('withdraw')}
      </Button>
    </li>
  );
}

function MarkForm({ review }: { readonly review: Review }) {
  const t = useKnownText();
  const mark = useMark(review.review_id);
  const names = useNames(review);
  const [incident_id, choose] = useState(review.incidents[0]?.id ?? '');
  const [answer, setAnswer] = useState<'violation' | 'innocent'>('innocent');
  const [grounds, setGrounds] = useState('');
  const [tried, setTried] = useState(false);
  const short = grounds.trim().length < LEAST_GROUNDS;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (short) return;
    const done = () => {
      setGrounds('');
      setTried(false);
    };
    mark.mutate({ incident_id, is_violation: answer === 'violation', grounds }, { onSuccess: done });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={mark.error} />
      <NativeSelect
        label={t('which')}
        value={incident_id}
        data={[...names].map(([value, label]) => ({ value, label }))}
        onChange={(event) => choose(event.currentTarget.value)}
        data-testid="known-which"
      />
      <Radio.Group
        mt="sm"
        label={t('what')}
        value={answer}
        onChange={(value) => setAnswer(value)}
      >
        {(['violation', 'innocent'] as const).map((each) => (
          <Radio key={each} value={each} label={t(each)} mt="xs" data-testid={`known-${each}`} />
        ))}
      </Radio.Group>
      <Textarea
        mt="sm"
        label={t('grounds')}
        withAsterisk
        rows={3}
        maxLength={2000}
        value={grounds}
        error={tried && short ? t('groundsWrong') : null}
        onChange={(event) => setGrounds(event.currentTarget.value)}
        data-testid="known-grounds"
      />
      <Button mt="md" type="submit" loading={mark.isPending} data-testid="known-save">
        {t('save')}
      </Button>
    </form>
  );
}
