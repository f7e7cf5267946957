/// The declared days, as a table.
import { Button, Group } from '@mantine/core';
import { formatDate, useLanguage } from '../../shared';
import { type Column, DataTable } from '../../staff/ui/DataTable';
import type { Day } from './data';
import { useDayText } from './texts';

interface DaysTableProps {
  readonly days: readonly Day[];
  readonly onEdit: (day: Day) => void;
  readonly onWithdraw: (day: Day) => void;
}

export function DaysTable({ days, onEdit, onWithdraw }: DaysTableProps) {
  const t = useDayText();
  const { language } = useLanguage();
  const named = ({ day }: Day) => formatDate(day, language);
  const columns: Column<Day>[] = [
    { key: 'day', label: t('day'), heading: true, cell: named },
    { key: 'kind', label: t('kind'), cell: ({ kind }) => t(kind) },
    { key: 'act', label: t('act'), cell: ({ act }) => act },
    {
      key: 'action',
      label: t('action'),
      unlabelled: true,
      cell: (one) => (
        <Group gap="xs">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('editOf', { day: named(one) })}
            onClick={() => onEdit(one)}
            data-testid="day-edit"
          >
            {t('edit')}
          </Button>
          <Button
            variant="subtle"
            color="brick"
            size="compact-sm"
            aria-label={t('withdrawOf', { day: named(one) })}
            onClick={() => onWithdraw(one)}
            data-testid="day-withdraw"
          >
            {t('withdraw')}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('declared')}
      columns={columns}
      rows={days}
      rowKey={({ day }) => day}
      rowProps={({ day, kind }) => ({ 'data-testid': 'day-row', 'data-day': day, 'data-kind': kind })}
    />
  );
}
