/// A programme's versions, the newest first: number, author, when.
import { Button } from '@mantine/core';
import { Badge } from '../../staff/ui/Badge';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import { Moment } from '../../staff/ui/Moment';
import type { Version } from './data';
import { useProgrammeText } from './texts';

interface VersionsTableProps {
  readonly versions: readonly Version[];
  readonly shown_no: number;
  readonly onShow: (no: number) => void;
}

export function VersionsTable({ versions, shown_no, onShow }: VersionsTableProps) {
  const t = useProgrammeText();
  const newest_no = versions[0]?.no;
  const columns: Column<Version>[] = [
    {
      key: 'no',
      label: t('no'),
      heading: true,
      cell: ({ no }) => (
        <>
          {t('number', { no })} {no === newest_no && <Badge tone="good">{t('current')}</Badge>}
        </>
      ),
    },
    { key: 'author', label: t('author'), cell: ({ author_login }) => author_login ?? t('product') },
    {
      key: 'created',
      label: t('created'),
      cell: ({ created_at }) => <Moment at={created_at} now={new Date()} />,
    },
    {
      key: 'actions',
      label: t('actions'),
      unlabelled: true,
      cell: ({ no }) => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('showNo', { no })}
          aria-pressed={no === shown_no}
          onClick={() => onShow(no)}
          data-testid="version-show"
        >
          {t('show')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('versions')}
      columns={columns}
      rows={versions}
      rowKey={({ id }) => id}
      rowProps={({ no }) => ({ 'data-testid': 'version-row', 'data-no': no })}
    />
  );
}
