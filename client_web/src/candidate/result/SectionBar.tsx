/// One act or part: how many answers were right, and whether that is enough.
import { local, type Schemas, useLanguage } from '../../shared';
import css from './ResultPage.module.css';
import { useResultText } from './texts';

export function SectionBar({ section }: { readonly section: Schemas['SectionResult'] }) {
  const t = useResultText();
  const { language } = useLanguage();
  const enough = section.correct >= section.minimum;
  const share = (count: number): string => `${(count / section.n_items) * 100}%`;
  return (
    <li data-testid={`result-${section.id}`} data-correct={section.correct} data-enough={enough}>
      <div className={css.section_title}>
        <span>{local(section.title, language)}</span>
        <span className={css.section_count}>
          {t('result.section', { correct: section.correct, total: section.n_items })}
        </span>
      </div>
      <div className={css.track} aria-hidden>
        <span className={css.fill} style={{ inlineSize: share(section.correct) }} />
        {section.minimum > 0 && (
          <span className={css.minimum} style={{ insetInlineStart: share(section.minimum) }} />
        )}
      </div>
      {section.minimum > 0 && (
        <p className={css.section_note} data-enough={enough}>
          {t(enough ? 'result.enough' : 'result.too_few', { minimum: section.minimum })}
        </p>
      )}
    </li>
  );
}
