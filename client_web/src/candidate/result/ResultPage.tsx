/// The released result: in total and by part, and the proctor's decision.
import { Loader } from '@mantine/core';
import { Link } from 'wouter';
import { ErrorNotice, local, type Schemas, useLanguage, usePageTitle } from '../../shared';
import { Steps } from '../attempt/Steps';
import { type AttemptView, useResult } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { Decision } from './Decision';
import { EssayMark } from './EssayMark';
import { Qualities } from './Qualities';
import css from './ResultPage.module.css';
import { SectionBar } from './SectionBar';
import { useResultText } from './texts';

export function ResultPage({ attempt }: { readonly attempt: AttemptView }) {
  const t = useResultText();
  const cabinet = useText();
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
      {result.data && <Result attemptId={attempt.id} result={result.data} />}
      <p>
        <Link href="/">{cabinet('cabinet.back')}</Link>
      </p>
    </>
  );
}

type ResultView = Schemas['ResultView'];

interface ResultProps {
  readonly attemptId: string;
  readonly result: ResultView;
}

export function Result({ attemptId, result }: ResultProps) {
  return (
    <>
      <section className={panel.panel} data-testid="result">
        <Outcome result={result} />
        <Sections result={result} />
      </section>
      {result.questionnaire && <Qualities result={result.questionnaire} />}
      {result.essay && <EssayMark essay={result.essay} />}
      {result.decision && <Decision attemptId={attemptId} decision={result.decision} />}
    </>
  );
}

/** What came out in one look: points where items have a key, and whether that passes. */
function Outcome({ result }: { readonly result: ResultView }) {
  const t = useResultText();
  const scored = result.sections.some(({ n_items }) => n_items > 0) && result.n_items > 0;
  return (
    <div className={css.top}>
      {scored && (
        <p className={css.total}>
          <strong data-testid="result-total">{result.total}</strong>
          <span>{t('result.of', { total: result.n_items })}</span>
        </p>
      )}
      {result.passed === null ? (
        <p className={css.passed} data-passed="unknown" data-testid="result-passed">
          {result.essay?.state === 'marking' ? t('result.still_marking') : t('result.no_threshold')}
        </p>
      ) : (
        <p className={css.passed} data-passed={result.passed} data-testid="result-passed">
          {result.passed ? t('result.passed') : t('result.not_passed')}
        </p>
      )}
    </div>
  );
}

function Sections({ result }: { readonly result: ResultView }) {
  const t = useResultText();
  const scored = result.sections.filter(({ n_items }) => n_items > 0);
  if (scored.length === 0) return null;
  const rule = { total: result.pass_total ?? 0, items: result.n_items };
  const withMinimum = scored.some(({ minimum }) => minimum > 0);
  return (
    <>
      {result.pass_total !== null && (
        <p className={panel.quiet}>{t(withMinimum ? 'result.rule' : 'result.rule_total', rule)}</p>
      )}
      {scored.length > 1 && (
        <>
          <h2 className={css.by_act}>{t(withMinimum ? 'result.by_act' : 'result.by_part')}</h2>
          <ul className={css.sections}>
            {scored.map((section) => (
              <SectionBar key={section.id} section={section} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
