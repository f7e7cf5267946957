/// Personal qualities in per cent: bars for the eye, a table for exact reading, and how far the answers can be relied on.
import { formatNumber, type Language, local, type Schemas, useLanguage } from '../../shared';
import panel from '../ui/panel.module.css';
import css from './ResultPage.module.css';
import { useResultText } from './texts';

type QuestionnaireResult = Schemas['QuestionnaireResult'];

export function Qualities({ result }: { readonly result: QuestionnaireResult }) {
  const t = useResultText();
  const { language } = useLanguage();
  const judged = result.qualities.some(({ passed }) => passed !== null);
  return (
    <section className={panel.panel} aria-labelledby="qualities" data-testid="result-qualities">
      <h2 id="qualities">{t('qualities.title')}</h2>
      <p>
        <strong data-testid="qualities-percent">{t('qualities.overall', { percent: result.percent })}</strong>{' '}
        <span className={panel.quiet}>{t('qualities.threshold', { percent: result.threshold })}</span>
      </p>
      <div className={css.table_frame} role="region" aria-labelledby="qualities" tabIndex={0}>
        <table className={css.qualities}>
          <thead>
            <tr>
              <th scope="col">{t('qualities.quality')}</th>
              <th scope="col">{t('qualities.percent')}</th>
              {judged && <th scope="col">{t('qualities.outcome')}</th>}
            </tr>
          </thead>
          <tbody>
            {result.qualities.map((quality) => (
              <tr
                key={quality.id}
                data-testid={`quality-${quality.id}`}
                data-enough={quality.percent >= result.threshold}
              >
                <th scope="row">{local(quality.title, language)}</th>
                <td>
                  <span className={css.quality_bar}>
                    <span className={css.quality_percent}>{quality.percent} %</span>
                    <span className={css.track} aria-hidden>
                      <span className={css.fill} style={{ inlineSize: `${quality.percent}%` }} />
                      <span className={css.minimum} style={{ insetInlineStart: `${result.threshold}%` }} />
                    </span>
                  </span>
                </td>
                {judged && (
                  <td>
                    {quality.passed !== null && t(quality.passed ? 'qualities.enough' : 'qualities.below')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Reliability result={result} />
    </section>
  );
}

/** Counts and per cent as they are; a time, which is measured in milliseconds, in seconds. */
function shownValue(measure: string, value: number, language: Language): string {
  return measure === 'median_time' ? formatNumber(value / 1000, language, 1) : String(value);
}

function Reliability({ result }: { readonly result: QuestionnaireResult }) {
  const t = useResultText();
  const { language } = useLanguage();
  const measured = result.components.filter(({ level }) => level !== null);
  return (
    <>
      <h3 className={css.by_act}>{t('reliability.title')}</h3>
      <p data-testid="reliability" data-level={result.level}>
        {t(`reliability.${result.level}`)}
      </p>
      <ul>
        {measured.map(({ measure, value, level }) => (
          <li key={measure} data-measure={measure} data-level={level}>
            {t(`measure.${measure}`, { value: shownValue(measure, value ?? 0, language) })}
            {level !== 'high' && level !== null && ` – ${t(`level.${level}`)}`}
          </li>
        ))}
      </ul>
      <p className={panel.quiet}>{t('reliability.no_fail')}</p>
    </>
  );
}
