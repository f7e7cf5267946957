/// The appeal against a decision: until when, the form for it, and what became of it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDateTime, useLanguage, useShared } from '../../shared';
import panel from '../ui/panel.module.css';
import { AppealForm } from './AppealForm';
import type { Appeal, HeldAgainst } from './data';
import css from './DecisionPage.module.css';
import { useDecisionText } from './texts';

interface AppealPanelProps {
  readonly attemptId: string;
  readonly held: HeldAgainst;
}

/** Nothing is held against the candidate and nothing was appealed: there is nothing to say. */
export function AppealPanel({ attemptId, held }: AppealPanelProps) {
  const t = useDecisionText();
  if (held.appeal === null && held.decision.outcome !== 'violation') return null;
  return (
    <section className={panel.panel} aria-labelledby="appeal" data-testid="appeal-panel">
      <h2 id="appeal">{t('appeal.title')}</h2>
      {held.appeal ? <Standing appeal={held.appeal} /> : <Offer attemptId={attemptId} held={held} />}
    </section>
  );
}

function Offer({ attemptId, held }: AppealPanelProps) {
  const t = useDecisionText();
  const common = useShared();
  const { language } = useLanguage();
  const [opened, setOpened] = useState(false);
  const time = `${formatDateTime(held.appeal_until, language)} (${common('time.astana')})`;
  if (!held.can_appeal) return <p data-testid="appeal-over">{t('appeal.over', { time })}</p>;
  return (
    <>
      <p>
        <strong data-testid="appeal-until">{t('appeal.until', { time })}</strong>
      </p>
      <p className={panel.quiet}>{t('appeal.who')}</p>
      {opened ? (
        <AppealForm attemptId={attemptId} />
      ) : (
        <Button onClick={() => setOpened(true)} data-testid="appeal-open">
          {t('appeal.open')}
        </Button>
      )}
    </>
  );
}

function Standing({ appeal }: { readonly appeal: Appeal }) {
  const t = useDecisionText();
  return (
    <>
      <p
        className={css.state}
        role="status"
        data-testid="appeal-state"
        data-outcome={appeal.outcome ?? 'open'}
      >
        {t(`appeal.${appeal.outcome ?? 'waiting'}`)}
      </p>
      <AppealFacts appeal={appeal} />
      {appeal.outcome !== null && (
        <>
          <h3>{t('appeal.answer')}</h3>
          <blockquote className={css.words} data-testid="appeal-reason">
            {appeal.reason}
          </blockquote>
        </>
      )}
      <h3>{t('appeal.yours')}</h3>
      <blockquote className={css.words}>{appeal.text}</blockquote>
      {appeal.files.length > 0 && (
        <p className={panel.quiet}>
          {t('appeal.attached', { count: appeal.files.length })}:{' '}
          {appeal.files.map(({ name }) => name).join(', ')}
        </p>
      )}
    </>
  );
}

function AppealFacts({ appeal }: { readonly appeal: Appeal }) {
  const t = useDecisionText();
  const common = useShared();
  const { language } = useLanguage();
  const at = (instant: string) => `${formatDateTime(instant, language)} (${common('time.astana')})`;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('appeal.lodgedAt')}</dt>
        <dd>{at(appeal.lodged_at)}</dd>
      </div>
      {appeal.answered_at === null ? (
        <div>
          <dt>{t('appeal.due')}</dt>
          <dd>{at(appeal.due_at)}</dd>
        </div>
      ) : (
        <div>
          <dt>{t('appeal.answeredAt')}</dt>
          <dd>{at(appeal.answered_at)}</dd>
        </div>
      )}
    </dl>
  );
}
