/// One appeal: what the candidate says, what was decided and on which evidence, and the answer.
import { Link } from 'wouter';
import { formatNumber, local, useLanguage } from '../../shared';
import { Badge } from '../../staff/ui/Badge';
import { Loadable } from '../../staff/ui/Loadable';
import { Moment } from '../../staff/ui/Moment';
import { PageTitle } from '../../staff/ui/PageTitle';
import { DecisionCard } from '../review/DecisionCard';
import { ReportPanel } from '../review/report/ReportPanel';
import { AnswerForm } from './AnswerForm';
import css from './Appeals.module.css';
import { type AppealCase, useAppeal } from './data';
import { Evidence } from './Evidence';
import { useAppealText } from './texts';

const KB = 1000;

export default function AppealPage({ appeal_id }: { readonly appeal_id: string }) {
  const t = useAppealText();
  const appeal = useAppeal(appeal_id);
  return (
    <>
      <p className={css.back}>
        <Link href="/appeals">
          <span aria-hidden>← </span>
          {t('back')}
        </Link>
      </p>
      <PageTitle title={t('caseTitle', { number: appeal.data?.personal_number ?? '…' })} />
      <Loadable query={appeal}>{(one) => <Case one={one} />}</Loadable>
    </>
  );
}

function Case({ one }: { readonly one: AppealCase }) {
  return (
    <>
      <Facts one={one} />
      <div className={css.columns}>
        <div className={css.column}>
          <Said one={one} />
          <Evidence review_id={one.review_id} />
        </div>
        <div className={css.column}>
          <DecisionCard decision={one.decision} />
          <ReportPanel of={one} />
          {one.appeal.outcome === null ? <AnswerForm one={one} /> : <Answered one={one} />}
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const { language } = useLanguage();
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('programme')}</dt>
        <dd>{local(one.programme_title, language)}</dd>
      </div>
      <div>
        <dt>{t('lodged')}</dt>
        <dd>
          <Moment at={one.appeal.lodged_at} />
        </dd>
      </div>
      <div>
        <dt>{t('due')}</dt>
        <dd>
          <Moment at={one.appeal.due_at} />
        </dd>
      </div>
    </dl>
  );
}

function Said({ one: { appeal } }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const { language } = useLanguage();
  return (
    <section className={css.panel} aria-labelledby="said">
      <h2 id="said">{t('said')}</h2>
      <blockquote className={css.quote} data-testid="appeal-said">
        {appeal.text}
      </blockquote>
      <h3>{t('files')}</h3>
      {appeal.files.length === 0 && <p className={css.quiet}>{t('noFiles')}</p>}
      <ul className={css.files}>
        {appeal.files.map((file, index) => {
          const kind = file.media_type.split('/')[1]?.toUpperCase() ?? '';
          const size = formatNumber(Math.max(file.n_bytes / KB, 1), language);
          const name = t('file', { number: index + 1, kind, size });
          return (
            <li key={file.id} data-testid="appeal-attachment">
              {file.media_type.startsWith('image/') && <img src={file.url} alt={name} loading="lazy" />}
              <a href={file.url} download={file.name}>
                {name}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Answered({ one: { appeal } }: { readonly one: AppealCase }) {
  const t = useAppealText();
  const { outcome } = appeal;
  if (outcome === null) return null;
  return (
    <section
      className={css.panel}
      aria-labelledby="answer"
      data-testid="appeal-answered"
      data-outcome={outcome}
    >
      <h2 id="answer">{t('signed')}</h2>
      <p>
        <Badge tone={outcome === 'upheld' ? 'good' : 'calm'}>{t(outcome)}</Badge>
      </p>
      <blockquote className={css.quote}>{appeal.reason}</blockquote>
      {appeal.answered_at !== null && (
        <p className={css.quiet}>
          <Moment at={appeal.answered_at} />
        </p>
      )}
    </section>
  );
}
