/// What one version of a programme says: pass rule, parts with their times, sections, and the document itself.
import { local, useLanguage } from '../../shared';
import { minutesInWords } from '../../staff/durations';
import { useStaff } from '../../staff/texts';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import css from './Programme.module.css';
import type { Version } from './data';
import { writeDocument } from './document';
import { type BlockSummary, type SectionSummary, type Summary, summaryOf } from './summary';
import { useProgrammeText } from './texts';

export function VersionView({ version }: { readonly version: Version }) {
  const t = useProgrammeText();
  const summary = summaryOf(version.document);
  return (
    <article className={css.card} aria-labelledby="version-title" data-testid="version" data-no={version.no}>
      <h2 id="version-title">{t('shown', { no: version.no })}</h2>
      <Policy summary={summary} />
      {summary.blocks.map((block, index) => (
        <Block key={block.id} block={block} n={index + 1} />
      ))}
      <details>
        <summary>{t('document')}</summary>
        <pre className={css.document} tabIndex={0} data-testid="version-document">
          {writeDocument(version.document)}
        </pre>
      </details>
    </article>
  );
}

function Policy({ summary }: { readonly summary: Summary }) {
  const t = useProgrammeText();
  return (
    <dl className={css.facts}>
      <Fact name={t('pass')}>
        {summary.pass_total === null ? t('passNone') : t('passTotal', { n: summary.pass_total })}
      </Fact>
      {(['retake', 'pauses', 'credits'] as const).map((name) => (
        <Fact key={name} name={t(name)}>
          {t(summary[name] ? 'yes' : 'no_')}
        </Fact>
      ))}
      <Fact name={t('kept')}>
        {summary.kept_days === null ? t('keptHouse') : t('keptDays', { n: summary.kept_days })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const KINDS: Readonly<Record<string, 'kind.items' | 'kind.questionnaire' | 'kind.essay'>> = {
  items: 'kind.items',
  questionnaire: 'kind.questionnaire',
  essay: 'kind.essay',
};

function Block({ block, n }: { readonly block: BlockSummary; readonly n: number }) {
  const t = useProgrammeText();
  const say = useStaff();
  const { language } = useLanguage();
  const title = t('block', { n, title: local(block.title, language) });
  const kind = KINDS[block.kind];
  return (
    <section aria-label={title} data-testid="version-block">
      <h3>
        {title}
        {kind && ` (${t(kind)})`}
      </h3>
      <dl className={css.facts}>
        <Fact name={t('limit')}>{minutesInWords(say, block.limit_s / 60)}</Fact>
        {block.break_s > 0 && <Fact name={t('break')}>{minutesInWords(say, block.break_s / 60)}</Fact>}
        {block.max_words !== null && <Fact name={t('words')}>{block.max_words}</Fact>}
        <Fact name={t('navigation')}>{t(block.forward ? 'no_' : 'yes')}</Fact>
      </dl>
      <Sections sections={block.sections} caption={title} />
    </section>
  );
}

interface SectionsProps {
  readonly sections: readonly SectionSummary[];
  readonly caption: string;
}

function Sections({ sections, caption }: SectionsProps) {
  const t = useProgrammeText();
  const { language } = useLanguage();
  if (sections.length === 0) return <p>{t('noSections')}</p>;
  const columns: Column<SectionSummary>[] = [
    { key: 'section', label: t('section'), heading: true, cell: ({ title }) => local(title, language) },
    { key: 'items', label: t('items'), figure: true, cell: ({ n_items }) => n_items },
    { key: 'minimum', label: t('minimum'), figure: true, cell: ({ minimum }) => minimum },
  ];
  return <DataTable caption={caption} columns={columns} rows={sections} rowKey={({ id }) => id} />;
}
