/// The attempts that await a proctor, as a table.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { formatNumber, local, type Schemas, useLanguage } from '../../shared';
import { minutesInWords } from '../../staff/durations';
import { useStaff } from '../../staff/texts';
import { Badge, type Tone } from '../../staff/ui/Badge';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Moment } from '../../staff/ui/Moment';
import { remaining } from './due';
import css from './QueuePage.module.css';
import { severityLevel } from './severity';

type Row = Schemas['QueueRow'];

const TONES = { none: 'calm', low: 'calm', medium: 'look', high: 'late' } as const satisfies Record<
  string,
  Tone
>;

interface WaitingTableProps {
  readonly rows: readonly Row[];
  readonly now: Date;
  readonly onTake: (review_id: string) => void;
  readonly taking: string | null;
}

export function WaitingTable({ rows, now, onTake, taking }: WaitingTableProps) {
  const t = useStaff();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'number',
      label: t('queue.number'),
      heading: true,
      cell: (row) => <span className={css.number}>{row.personal_number}</span>,
    },
    { key: 'programme', label: t('queue.programme'), cell: (row) => local(row.programme_title, language) },
    { key: 'due', label: t('queue.due'), cell: (row) => <Due row={row} now={now} /> },
    { key: 'closed', label: t('queue.closed'), cell: (row) => <Moment at={row.closed_at} now={now} /> },
    { key: 'incidents', label: t('queue.incidents'), figure: true, cell: (row) => <Incidents row={row} /> },
    {
      key: 'severity',
      label: t('queue.severity'),
      cell: (row) => (
        <Badge tone={TONES[severityLevel(row.severity)]}>
          {t(`severity.${severityLevel(row.severity)}`)} · {formatNumber(row.severity, language, 1)}
        </Badge>
      ),
    },
    { key: 'holder', label: t('queue.holder'), cell: (row) => <Holder row={row} /> },
    {
      key: 'action',
      label: t('queue.action'),
      unlabelled: true,
      cell: (row) => <Action row={row} onTake={onTake} taking={taking === row.review_id} />,
    },
  ];
  return (
    <DataTable
      caption={t('queue.waiting')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.review_id}
      rowProps={(row) => ({
        'data-testid': 'queue-row',
        'data-personal-number': row.personal_number,
        'data-review-id': row.review_id,
        'data-overdue': row.overdue,
      })}
    />
  );
}

function Due({ row, now }: { readonly row: Row; readonly now: Date }) {
  const t = useStaff();
  const { overdue, minutes } = remaining(now, new Date(row.closed_at), new Date(row.due_at));
  const late = overdue || row.overdue;
  return (
    <span className={css.due}>
      <Moment at={row.due_at} now={now} />
      {late ? (
        <Badge tone="late">{t('queue.overdueBy', { time: minutesInWords(t, overdue ? minutes : 0) })}</Badge>
      ) : (
        <span className={css.small}>{t('queue.remaining', { time: minutesInWords(t, minutes) })}</span>
      )}
    </span>
  );
}

function Incidents({ row }: { readonly row: Row }) {
  const t = useStaff();
  return (
    <>
      {row.n_incidents}
      {row.analysis_pending && (
        <>
          {' '}
          <Badge tone="busy">{t('queue.pending')}</Badge>
        </>
      )}
    </>
  );
}

function Holder({ row }: { readonly row: Row }) {
  const t = useStaff();
  if (row.claimed_by_me) return <Badge tone="busy">{t('queue.mine')}</Badge>;
  return row.claimed_by_other ? (
    <Badge>{t('queue.other')}</Badge>
  ) : (
    <span className={css.small}>{t('queue.free')}</span>
  );
}

interface ActionProps {
  readonly row: Row;
  readonly onTake: (review_id: string) => void;
  readonly taking: boolean;
}

/** A review may be looked at without taking it; whoever holds it goes on from here. */
function Action({ row, onTake, taking }: ActionProps) {
  const t = useStaff();
  const number = row.personal_number;
  const isFree = !row.claimed_by_me && !row.claimed_by_other;
  return (
    <span className={css.actions}>
      {isFree && (
        <Button
          size="sm"
          loading={taking}
          onClick={() => onTake(row.review_id)}
          aria-label={t('queue.claimOf', { number })}
          data-testid="claim"
        >
          {t('queue.claim')}
        </Button>
      )}
      <Button
        component={Link}
        href={`/reviews/${row.review_id}`}
        variant={row.claimed_by_me ? 'filled' : 'default'}
        size="sm"
        aria-label={row.claimed_by_me ? t('queue.continueOf', { number }) : t('queue.lookOf', { number })}
        data-testid="open-review"
      >
        {row.claimed_by_me ? t('queue.continue') : t('queue.look')}
      </Button>
    </span>
  );
}
