/// One essay to be marked: its task, its text and length, and the mark.
import { Link } from 'wouter';
import type { Schemas } from '../shared';
import { Markup, StimulusPane } from '../shared/item';
import { Badge } from '../staff/ui/Badge';
import { Loadable } from '../staff/ui/Loadable';
import { PageTitle } from '../staff/ui/PageTitle';
import css from './Marking.module.css';
import { useEssay } from './data';
import { MarkForm } from './MarkForm';
import { wordsOver } from './marks';
import { useMarkerText } from './texts';

export default function EssayPage({ code }: { readonly code: string }) {
  const t = useMarkerText();
  const essay = useEssay(code);
  return (
    <>
      <p>
        <Link href="/marking" data-testid="essay-back">
          {t('back')}
        </Link>
      </p>
      <PageTitle title={t('essay', { code })} />
      <Loadable query={essay}>{(view) => <Essay essay={view} />}</Loadable>
    </>
  );
}

function Essay({ essay }: { readonly essay: Schemas['EssayView'] }) {
  const t = useMarkerText();
  const { task } = essay;
  const isGiven = essay.own_mark !== null || essay.done;
  return (
    <div className={css.desk}>
      <section className={css.panel} aria-labelledby="essay-task">
        <h2 id="essay-task">{t('task')}</h2>
        {task.stimulus && <StimulusPane stimulus={task.stimulus} language={task.language} />}
        <Markup html={task.body} language={task.language} />
      </section>
      <section className={css.panel} aria-labelledby="essay-text">
        <h2 id="essay-text">{t('text')}</h2>
        <Length essay={essay} />
        {essay.text.trim() === '' ? (
          <p className={css.quiet}>{t('noText')}</p>
        ) : (
          <div className={css.text} lang={task.language} data-testid="essay-text">
            {essay.text}
          </div>
        )}
      </section>
      <section className={css.panel} aria-labelledby="essay-mark">
        <h2 id="essay-mark">{t('mark')}</h2>
        <p className={css.quiet}>
          {t('scale', { lowest: essay.lowest, highest: essay.highest, pass: essay.pass_mark })}
        </p>
        <p className={css.quiet}>{t('third')}</p>
        {!isGiven && <MarkForm essay={essay} />}
        <div role="status">{isGiven && <Given essay={essay} />}</div>
      </section>
    </div>
  );
}

function Length({ essay }: { readonly essay: Schemas['EssayView'] }) {
  const t = useMarkerText();
  const over = wordsOver(essay.n_words, essay.max_words);
  return (
    <p className={css.length} data-testid="essay-words">
      <Badge>{t('words', { n: essay.n_words, max: essay.max_words })}</Badge>
      {over > 0 && <Badge tone="look">{t('tooLong', { n: over })}</Badge>}
    </p>
  );
}

/** Said in place of the form once the mark is given. */
function Given({ essay }: { readonly essay: Schemas['EssayView'] }) {
  const t = useMarkerText();
  return (
    <div data-testid="essay-given">
      {essay.own_mark !== null && <p>{t('given', { value: essay.own_mark })}</p>}
      <p>{essay.done ? t('all', { marks: essay.marks.join(', ') }) : t('othersAwaited')}</p>
    </div>
  );
}
