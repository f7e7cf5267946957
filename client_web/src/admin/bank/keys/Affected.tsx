/// Whose total a corrected key changes, those first who would pass or fail by it.
import { Badge } from '../../../staff/ui/Badge';
import { type Column, DataTable } from '../../../staff/ui/DataTable';
import { useBank } from '../texts';
import type { BankSchemas } from '../types';

type Row = BankSchemas['AffectedAttempt'];

export function Affected({ preview }: { readonly preview: BankSchemas['KeyCorrectionPreview'] }) {
  const t = useBank();
  const passing = (row: Row) => (row.passed_before === row.passed_after ? 1 : 0);
  const rows = preview.changed.toSorted((left, right) => passing(left) - passing(right));
  const result = (total: number, passed: boolean) => (
    <>
      {total} <Badge tone={passed ? 'good' : 'late'}>{t(passed ? 'keyPage.passed' : 'keyPage.failed')}</Badge>
    </>
  );
  const columns: Column<Row>[] = [
    { key: 'number', label: t('keyPage.number'), heading: true, cell: (row) => row.personal_number },
    { key: 'programme', label: t('keyPage.programme'), cell: (row) => row.programme_id },
    { key: 'before', label: t('keyPage.before'), cell: (row) => result(row.total_before, row.passed_before) },
    { key: 'after', label: t('keyPage.after'), cell: (row) => result(row.total_after, row.passed_after) },
  ];
  return (
    <>
      <p role="status" data-testid="key-effect" data-changed={preview.changed.length}>
        {t('keyPage.effectText', {
          used: preview.n_used,
          changed: preview.changed.length,
          passing: preview.n_pass_changed,
        })}
      </p>
      {rows.length > 0 && (
        <DataTable
          caption={t('keyPage.effect')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.attempt_id}
          rowProps={(row) => ({ 'data-testid': 'affected', 'data-pass-changed': passing(row) === 0 })}
        />
      )}
    </>
  );
}
