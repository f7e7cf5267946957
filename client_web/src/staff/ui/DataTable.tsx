/// A table that becomes a list of cards where it would not fit; its meaning as a table stays.
import type { ReactNode } from 'react';
import css from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** The name of the row: a heading in the table, the title of the card. */
  readonly heading?: boolean;
  /** Figures stand at the right. */
  readonly figure?: boolean;
  /** The label is for screen readers only (buttons). */
  readonly unlabelled?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  readonly rowProps?: (row: Row) => Readonly<Record<`data-${string}`, string | number | boolean>>;
}

/** Roles stand beside the elements: browsers drop a table's own roles once CSS lays it out as cards. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowProps }: DataTableProps<Row>) {
  return (
    <table role="table" className={css.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" data-figure={column.figure}>
              {column.unlabelled ? <span className="visually-hidden">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)} role="row" {...rowProps?.(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const content = (
    <>
      {!column.unlabelled && (
        <span className={css.label} aria-hidden>
          {column.label}
        </span>
      )}
      <span className={css.value}>{column.cell(row)}</span>
    </>
  );
  if (column.heading) {
    return (
      <th role="rowheader" scope="row">
        {content}
      </th>
    );
  }
  return (
    <td role="cell" data-figure={column.figure}>
      {content}
    </td>
  );
}
