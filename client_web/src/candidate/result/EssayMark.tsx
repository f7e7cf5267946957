/// What became of the essay: its marks, or that it is still being marked.
import type { Schemas } from '../../shared';
import panel from '../ui/panel.module.css';
import { useResultText } from './texts';

export function EssayMark({ essay }: { readonly essay: Schemas['EssayResult'] }) {
  const t = useResultText();
  return (
    <section
      className={panel.panel}
      aria-labelledby="essay"
      data-testid="result-essay"
      data-state={essay.state}
    >
      <h2 id="essay">{t('essay.title')}</h2>
      <p>{t('essay.words', { words: essay.n_words, max: essay.max_words })}</p>
      {essay.state === 'marked' && essay.total !== null ? (
        <p>
          <strong data-testid="essay-total">{t('essay.total', { total: essay.total })}</strong>{' '}
          <span className={panel.quiet}>{t('essay.marks', { count: essay.n_marks })}</span>
        </p>
      ) : (
        <p role="status">{t('essay.marking')}</p>
      )}
    </section>
  );
}
