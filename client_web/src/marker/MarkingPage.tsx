/// The essays a marker has and those that wait for one, by code.
import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { ErrorNotice } from '../shared';
import { type Column, DataTable } from '../staff/ui/DataTable';
import { Empty, Loadable } from '../staff/ui/Loadable';
import { PageTitle } from '../staff/ui/PageTitle';
import css from './Marking.module.css';
import { useEssays, useTake } from './data';
import { type EssayRow, type Group, groupOf, GROUPS } from './marks';
import { useMarkerText } from './texts';

export default function MarkingPage() {
  const t = useMarkerText();
  const essays = useEssays();
  const take = useTake();
  const [, go] = useLocation();
  const taken = (code: string) => take.mutate(code, { onSuccess: () => go(`/marking/${code}`) });
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <ErrorNotice error={take.error} />
      <Loadable query={essays}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('empty')}>{t('emptyHint')}</Empty>
          ) : (
            GROUPS.map((group) => (
              <EssayGroup
                key={group}
                group={group}
                rows={rows.filter((row) => groupOf(row) === group)}
                busy={take.isPending}
                onTake={taken}
              />
            ))
          )
        }
      </Loadable>
    </>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly rows: readonly EssayRow[];
  readonly busy: boolean;
  readonly onTake: (code: string) => void;
}

function EssayGroup({ group, rows, busy, onTake }: GroupProps) {
  const t = useMarkerText();
  const columns: Column<EssayRow>[] = [
    { key: 'code', label: t('code'), heading: true, cell: (row) => row.code },
    { key: 'state', label: t('state'), cell: (row) => <State row={row} /> },
    {
      key: 'actions',
      label: t('actions'),
      unlabelled: true,
      cell: (row) =>
        group === 'waiting' ? (
          <Button
            variant="default"
            size="compact-sm"
            disabled={busy}
            aria-label={t('takeOne', { code: row.code })}
            onClick={() => onTake(row.code)}
            data-testid="essay-take"
          >
            {t('take')}
          </Button>
        ) : (
          <Link
            href={`/marking/${row.code}`}
            aria-label={t('openOne', { code: row.code })}
            data-testid="essay-open"
          >
            {t('open')}
          </Link>
        ),
    },
  ];
  return (
    <section className={css.group} aria-labelledby={`essays-${group}`} data-testid={`essays-${group}`}>
      <h2 id={`essays-${group}`}>{t(`group.${group}`)}</h2>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t(`nothing.${group}`)}</p>
      ) : (
        <DataTable
          caption={t(`group.${group}`)}
          columns={columns}
          rows={rows}
          rowKey={({ code }) => code}
          rowProps={({ code }) => ({ 'data-testid': 'essay-row', 'data-code': code })}
        />
      )}
    </section>
  );
}

function State({ row }: { readonly row: EssayRow }) {
  const t = useMarkerText();
  if (row.value === null) return t(row.mine ? 'state.own' : 'state.waiting');
  return t(row.done ? 'state.done' : 'state.others', { value: row.value });
}
