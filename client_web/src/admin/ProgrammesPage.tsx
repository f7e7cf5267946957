/// What each programme consists of, how it is passed, and what is forbidden in it.
import { Link } from 'wouter';
import { local, type Schemas, useLanguage } from '../shared';
import { minutesInWords } from '../staff/durations';
import { useStaff } from '../staff/texts';
import { type Column, DataTable } from '../staff/ui/DataTable';
import { Empty, Loadable } from '../staff/ui/Loadable';
import { PageTitle } from '../staff/ui/PageTitle';
import { useProgrammeText } from './programmes/texts';
import css from './ProgrammesPage.module.css';
import { useProgrammes } from './queries';
import { useSignalText } from './signals/texts';

type Programme = Schemas['ProgrammeView'];

export default function ProgrammesPage() {
  const t = useStaff();
  const programmes = useProgrammes();
  return (
    <>
      <PageTitle title={t('programmes.title')} />
      <Loadable query={programmes}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('programmes.empty')}</Empty>
          ) : (
            rows.map((programme) => <ProgrammeCard key={programme.id} programme={programme} />)
          )
        }
      </Loadable>
    </>
  );
}

function ProgrammeCard({ programme }: { readonly programme: Programme }) {
  const t = useStaff();
  const words = useProgrammeText();
  const signals = useSignalText();
  const { language } = useLanguage();
  const title = local(programme.title, language);
  return (
    <article className={css.card} data-testid="programme" data-programme-id={programme.id}>
      <h2>{title}</h2>
      <p>
        <Link
          href={`/programmes/${programme.id}`}
          aria-label={words('versionsOf', { title })}
          data-testid="programme-versions"
        >
          {words('number', { no: programme.version_no })} · {words('versions')}
        </Link>
        {' · '}
        <Link
          href={`/programmes/${programme.id}/signals`}
          aria-label={signals('linkOf', { title })}
          data-testid="programme-signals"
        >
          {signals('link')}
        </Link>
      </p>
      <dl className={css.facts}>
        <div>
          <dt>{t('programmes.items')}</dt>
          <dd>{programme.n_items}</dd>
        </div>
        <div>
          <dt>{t('programmes.limit')}</dt>
          <dd>{minutesInWords(t, programme.limit_s / 60)}</dd>
        </div>
        <div>
          <dt>{t('programmes.pass')}</dt>
          <dd>
            {programme.pass_total === null
              ? t('state.none')
              : t('programmes.passOf', { n: programme.pass_total, total: programme.n_items })}
          </dd>
        </div>
      </dl>
      <SectionsTable programme={programme} title={title} />
      <h3>{t('programmes.rules')}</h3>
      <ul className={css.rules}>
        {programme.rules.map((rule) => (
          <li key={rule.id}>
            <strong>{local(rule.title, language)}</strong>
            <span>{local(rule.detail, language)}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function SectionsTable({ programme, title }: { readonly programme: Programme; readonly title: string }) {
  const t = useStaff();
  const { language } = useLanguage();
  const columns: Column<Schemas['SectionView']>[] = [
    {
      key: 'act',
      label: t('programmes.act'),
      heading: true,
      cell: (section) => local(section.title, language),
    },
    { key: 'items', label: t('programmes.items'), figure: true, cell: (section) => section.n_items },
    {
      key: 'minimum',
      label: t('programmes.minimum'),
      figure: true,
      cell: (section) => section.minimum_correct,
    },
  ];
  return <DataTable caption={title} columns={columns} rows={programme.sections} rowKey={({ id }) => id} />;
}
