/// The released result: in total and by act, and the proctor's decision.
import { Loader } from '@mantine/core';
import { Link } from 'wouter';
import {
  ErrorNotice,
  formatDateTime,
  local,
  type Schemas,
  useLanguage,
  usePageTitle,
  useShared,
} from '../../shared';
import { Steps } from '../attempt/Steps';
import { type AttemptView, useResult } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import css from './ResultPage.module.css';

export function ResultPage({ attempt }: { readonly attempt: AttemptView }) {
  const t = useText();
  const { language } = useLanguage();
  const result = useResult(attempt.id);
  usePageTitle(t('result.title'));
  return (
    <>
      <PageHead
        above={<Steps current="result" />}
        title={t('result.title')}
        lead={local(attempt.title, language)}
      />
      <ErrorNotice error={result.error} onRetry={() => void result.refetch()} />
      {result.isPending && <Loader size="sm" aria-hidden />}
      {result.data && <Result result={result.data} />}
      <p>
        <Link href="/">{t('cabinet.back')}</Link>
      </p>
    </>
  );
}

function Result({ result }: { readonly result: Schemas['ResultView'] }) {
  const t = useText();
  const common = useShared();
  const { language } = useLanguage();
  const violation = result.decision?.outcome === 'violation';
  return (
    <>
      <section className={panel.panel} data-testid="result">
        <div className={css.top}>
          <p className={css.total}>
            <strong data-testid="result-total">{result.total}</strong>
            <span>{t('result.of', { total: result.n_items })}</span>
          </p>
          <p className={css.passed} data-passed={result.passed} data-testid="result-passed">
            {result.passed ? t('result.passed') : t('result.not_passed')}
          </p>
        </div>
        <p className={panel.quiet}>{t('result.rule', { total: result.pass_total, items: result.n_items })}</p>
        <h2 className={css.by_act}>{t('result.by_act')}</h2>
        <ul className={css.sections}>
          {result.sections.map((section) => (
            <SectionBar key={section.id} section={section} />
          ))}
        </ul>
      </section>
      {result.decision && (
        <section className={panel.panel} aria-labelledby="decision" data-testid="result-decision">
          <h2 id="decision">{t('result.decision')}</h2>
          <p data-outcome={result.decision.outcome}>
            {violation ? t('result.violation') : t('result.no_violation')}
          </p>
          {result.decision.rule && (
            <p>
              <strong>{local(result.decision.rule.title, language)}</strong>
              <br />
              <span className={panel.quiet}>{local(result.decision.rule.detail, language)}</span>
            </p>
          )}
          {result.decision.reason !== '' && (
            <p>
              {t('result.reason')} {result.decision.reason}
            </p>
          )}
          <p className={panel.quiet}>
            {formatDateTime(result.decision.decided_at, language)} ({common('time.astana')})
          </p>
        </section>
      )}
    </>
  );
}

function SectionBar({ section }: { readonly section: Schemas['SectionResult'] }) {
  const t = useText();
  const { language } = useLanguage();
  const enough = section.correct >= section.minimum;
  return (
    <li data-testid={`result-${section.id}`} data-correct={section.correct} data-enough={enough}>
      <div className={css.section_title}>
        <span>{local(section.title, language)}</span>
        <span className={css.section_count}>
          {t('result.section', { correct: section.correct, total: section.n_items })}
        </span>
      </div>
      <div className={css.track} aria-hidden>
        <span className={css.fill} style={{ inlineSize: `${(section.correct / section.n_items) * 100}%` }} />
        <span
          className={css.minimum}
          style={{ insetInlineStart: `${(section.minimum / section.n_items) * 100}%` }}
        />
      </div>
      <p className={css.section_note} data-enough={enough}>
        {enough
          ? t('result.enough', { minimum: section.minimum })
          : t('result.too_few', { minimum: section.minimum })}
      </p>
    </li>
  );
}
