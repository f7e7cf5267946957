/// Taking a window back, after a second look.
import { Button } from '@mantine/core';
import { ErrorNotice, formatWindow, useLanguage, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { useRemoveWindow, type WindowRow } from './data';
import { useWindowText } from './texts';

interface RemoveDialogProps {
  readonly row: WindowRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RemoveDialog({ row, onClose, onDone }: RemoveDialogProps) {
  const t = useWindowText();
  const common = useShared();
  const { language } = useLanguage();
  const remove = useRemoveWindow();
  return (
    <Dialog opened title={t('remove')} onClose={onClose}>
      <ErrorNotice error={remove.error} />
      <p>{formatWindow(row.opens_at, row.closes_at, language)}</p>
      <p>{t('removeAsk')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button
          color="brick"
          loading={remove.isPending}
          onClick={() => remove.mutate(row.id, { onSuccess: onDone })}
          data-testid="window-remove-confirm"
        >
          {t('remove')}
        </Button>
      </div>
    </Dialog>
  );
}
