/// Attempts as a table: who by number, when, how far, with what result.
import { Button } from '@mantine/core';
import { local, type Schemas, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Badge, type Tone } from '../../staff/ui/Badge';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Moment } from '../../staff/ui/Moment';
import css from '../AdminPage.module.css';
import { type AttemptState, takesTime } from './states';
import { useAttemptText } from './texts';

type Row = Schemas['AdminAttemptRow'];

const TONES: Readonly<Record<AttemptState, Tone>> = {
  assigned: 'calm',
  consented: 'calm',
  checked: 'calm',
  running: 'busy',
  closed: 'look',
  released: 'good',
};

interface AttemptsTableProps {
  readonly rows: readonly Row[];
  readonly onAddTime: (row: Row) => void;
}

export function AttemptsTable({ rows, onAddTime }: AttemptsTableProps) {
  const t = useStaff();
  const words = useAttemptText();
  const { language } = useLanguage();
  const none = t('state.none');
  const now = new Date();
  const columns: Column<Row>[] = [
    {
      key: 'number',
      label: t('attempts.number'),
      heading: true,
      cell: (row) => <span className={css.number}>{row.personal_number}</span>,
    },
    { key: 'candidate', label: t('attempts.candidate'), cell: (row) => row.candidate_login },
    { key: 'programme', label: t('attempts.programme'), cell: (row) => local(row.programme_title, language) },
    {
      key: 'state',
      label: t('attempts.state'),
      cell: (row) => <Badge tone={TONES[row.state]}>{t(`attempt.${row.state}`)}</Badge>,
    },
    { key: 'window', label: t('attempts.window'), cell: (row) => <Window row={row} now={now} /> },
    {
      key: 'started',
      label: t('attempts.started'),
      cell: (row) => (row.started_at ? <Moment at={row.started_at} now={now} /> : none),
    },
    { key: 'closed', label: t('attempts.closed'), cell: (row) => <Closed row={row} now={now} /> },
    { key: 'result', label: t('attempts.result'), cell: (row) => <Result row={row} /> },
    {
      key: 'outcome',
      label: t('attempts.outcome'),
      cell: (row) => (row.outcome ? t(`decision.${row.outcome}`) : none),
    },
    {
      key: 'actions',
      label: words('time.actions'),
      unlabelled: true,
      cell: (row) =>
        takesTime(row.state) && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={words('time.title', { number: row.personal_number })}
            onClick={() => onAddTime(row)}
            data-testid="add-time"
          >
            {words('time.add')}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('attempts.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowProps={(row) => ({
        'data-testid': 'attempt-row',
        'data-attempt-id': row.id,
        'data-personal-number': row.personal_number,
        'data-state': row.state,
      })}
    />
  );
}

interface RowProps {
  readonly row: Row;
  readonly now: Date;
}

function Window({ row, now }: RowProps) {
  return (
    <span className={css.stack}>
      <Moment at={row.window_opens_at} now={now} />
      <Moment at={row.window_closes_at} now={now} />
    </span>
  );
}

const CLOSED_BY = {
  submitted: 'attempts.submitted',
  time_up: 'attempts.timeUp',
  ended: 'attempts.ended',
} as const;

function Closed({ row, now }: RowProps) {
  const t = useStaff();
  if (!row.closed_at) return t('state.none');
  return (
    <span className={css.stack}>
      <Moment at={row.closed_at} now={now} />
      {row.close_cause && <span className={css.small}>{t(CLOSED_BY[row.close_cause])}</span>}
    </span>
  );
}

function Result({ row }: { readonly row: Row }) {
  const t = useStaff();
  if (row.total === null || row.passed === null) return t('state.none');
  return t(row.passed ? 'attempts.passed' : 'attempts.failed', { total: row.total });
}
