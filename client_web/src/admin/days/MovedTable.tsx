/// Which open deadlines a change of the calendar has moved, from when to when.
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Moment } from '../../staff/ui/Moment';
import css from '../AdminPage.module.css';
import type { Days } from './data';
import { useDayText } from './texts';

type Moved = Days['moved'][number];

export function MovedTable({ moved }: { readonly moved: readonly Moved[] }) {
  const t = useDayText();
  const columns: Column<Moved>[] = [
    { key: 'number', label: t('number'), heading: true, cell: (one) => one.personal_number },
    { key: 'kind', label: t('movedOf'), cell: ({ kind }) => t(kind) },
    { key: 'before', label: t('before'), cell: (one) => <Moment at={one.before} /> },
    { key: 'after', label: t('after'), cell: (one) => <Moment at={one.after} /> },
  ];
  return (
    <section aria-labelledby="moved">
      <h2 id="moved" className={css.heading}>
        {t('moved')}
      </h2>
      <DataTable
        caption={t('moved')}
        columns={columns}
        rows={moved}
        rowKey={({ kind, personal_number }, index) => `${kind}/${personal_number}/${index}`}
        rowProps={({ kind }) => ({ 'data-testid': 'moved-row', 'data-kind': kind })}
      />
    </section>
  );
}
