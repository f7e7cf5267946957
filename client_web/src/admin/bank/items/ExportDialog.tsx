/// The bank as a file: which format, and whether all of it or what the filters show.
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../../shared';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import type { ItemFilter } from '../queries/items';
import { useBank } from '../texts';

const FORMATS = ['qti3', 'moodle', 'xlsx'] as const;

interface ExportDialogProps {
  readonly opened: boolean;
  readonly filter: ItemFilter;
  readonly onClose: () => void;
}

export function ExportDialog({ opened, filter, onClose }: ExportDialogProps) {
  const t = useBank();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('export.title')}>
      <Form filter={filter} onClose={onClose} />
    </Dialog>
  );
}

function Form({ filter, onClose }: Omit<ExportDialogProps, 'opened'>) {
  const t = useBank();
  const { language } = useLanguage();
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('qti3');
  const [filtered, setFiltered] = useState(false);
  const query = new URLSearchParams({ format });
  if (filtered) {
    const names = ['q', 'status', 'section', 'topic', 'kind', 'language', 'lacks'] as const;
    for (const name of names.filter((one) => filter[one] !== '')) query.set(name, filter[name]);
  }
  return (
    <div className={css.form}>
      <NativeSelect
        label={t('export.format')}
        value={format}
        data={FORMATS.map((value) => ({ value, label: t(`export.${value}`) }))}
        onChange={(event) => setFormat(FORMATS.find((one) => one === event.currentTarget.value) ?? 'qti3')}
        data-testid="export-format"
      />
      <p className={css.small}>{t(`exportHint.${format}`)}</p>
      <Checkbox label={t('export.filtered')} checked={filtered} onChange={() => setFiltered(!filtered)} />
      <p className={css.small}>{t('export.recorded')}</p>
      <div className={css.buttons}>
        <Button
          component="a"
          href={`/api/admin/bank/export?${query.toString()}`}
          download
          onClick={onClose}
          lang={language}
          data-testid="export-download"
        >
          {t('export.download')}
        </Button>
      </div>
    </div>
  );
}
