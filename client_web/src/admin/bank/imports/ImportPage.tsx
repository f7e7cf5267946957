/// One import: how far it is, how each part ended and why, and the decision to save it.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { Loadable } from '../../../staff/ui/Loadable';
import { type ImportJob, isUnderWay, useCancelImport, useCommitImport, useImport } from '../queries/imports';
import { BankNotice } from '../ui/BankNotice';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { Parts } from './Parts';
import { PART_STATUSES, PART_TONES, STATE_TONES } from './tones';
import { useImportText } from './texts';

export default function ImportPage({ import_id }: { readonly import_id: string }) {
  const t = useImportText();
  const { language } = useLanguage();
  const job = useImport(import_id, language);
  return (
    <BankPage title={job.data?.file_name ?? t('list.title')} lead={t('job.lead')}>
      <Loadable query={job}>{(view) => <Job job={view} />}</Loadable>
    </BankPage>
  );
}

function Job({ job }: { readonly job: ImportJob }) {
  const t = useImportText();
  return (
    <div data-testid="import" data-state={job.state}>
      <section className={css.panel} aria-labelledby="progress">
        <h2 id="progress">{t('job.title')}</h2>
        <div className={css.stack}>
          <p role="status">
            <Badge tone={STATE_TONES[job.state]}>{t(`state.${job.state}`)}</Badge>{' '}
            {t(`stateHint.${job.state}`)}
          </p>
          {isUnderWay(job) && <Progress job={job} />}
          {job.reason !== '' && <p className={css.fault}>{job.reason}</p>}
          <Counts job={job} />
          <Decide job={job} />
        </div>
      </section>
      {job.state !== 'reading' && <Parts job={job} />}
    </div>
  );
}

function Progress({ job }: { readonly job: ImportJob }) {
  const t = useImportText();
  const done = job.state === 'committing' ? job.n_saved : job.n_read;
  const of = job.state === 'committing' ? job.n_new + job.n_changed : job.n_parts;
  return (
    <div className={css.row}>
      <progress
        aria-label={t('job.progress')}
        {...(of > 0 ? { value: done, max: of } : {})}
        data-testid="import-progress"
      />
      <span>{of > 0 ? t('job.progressOf', { done, of }) : t('job.progressUnknown', { done })}</span>
    </div>
  );
}

function Counts({ job }: { readonly job: ImportJob }) {
  const t = useImportText();
  const { language } = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  return (
    <dl className={css.facts}>
      {PART_STATUSES.map((status) => (
        <div key={status} data-testid="count" data-status={status}>
          <dt>
            <Badge tone={PART_TONES[status]}>{t(`part.${status}`)}</Badge>
          </dt>
          <dd>{number(job.counts[status] ?? 0)}</dd>
        </div>
      ))}
      {(['new', 'changed', 'same'] as const).map((what) => (
        <div key={what}>
          <dt>{t(`job.${what}`)}</dt>
          <dd>{number(job[`n_${what}`])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Decide({ job }: { readonly job: ImportJob }) {
  const t = useImportText();
  const commit = useCommitImport(job.id);
  const cancel = useCancelImport(job.id);
  const [withReview, setWithReview] = useState(true);
  const n_review = job.counts.needs_review ?? 0;
  const over = ['done', 'cancelled', 'failed'].includes(job.state);
  if (over) return null;
  return (
    <>
      {job.state === 'ready' && n_review > 0 && (
        <Checkbox
          label={t('job.withReview', { n: n_review })}
          description={t('job.withReviewHint')}
          checked={withReview}
          onChange={() => setWithReview(!withReview)}
        />
      )}
      <BankNotice error={commit.error ?? cancel.error} />
      <div className={css.row}>
        {job.state === 'ready' && (
          <Button
            loading={commit.isPending}
            disabled={job.n_new + job.n_changed === 0}
            onClick={() => commit.mutate({ with_needs_review: withReview })}
            data-testid="import-commit"
          >
            {t('job.commit')}
          </Button>
        )}
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
          data-testid="import-cancel"
        >
          {t('job.cancel')}
        </Button>
      </div>
    </>
  );
}
