/// Taking a declared day back, after a second look.
import { Button } from '@mantine/core';
import { ErrorNotice, formatDate, useLanguage, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { type Day, type Days, useWithdrawDay } from './data';
import { useDayText } from './texts';

interface WithdrawDialogProps {
  readonly day: Day;
  readonly onClose: () => void;
  readonly onDone: (after: Days) => void;
}

export function WithdrawDialog({ day, onClose, onDone }: WithdrawDialogProps) {
  const t = useDayText();
  const common = useShared();
  const { language } = useLanguage();
  const withdraw = useWithdrawDay();
  return (
    <Dialog opened title={t('withdraw')} onClose={onClose}>
      <ErrorNotice error={withdraw.error} />
      <p>
        <strong>{formatDate(day.day, language)}</strong> – {t(day.kind)}. {day.act}
      </p>
      <p>{t('withdrawAsk')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {common('shell.cancel')}
        </Button>
        <Button
          color="brick"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(day.day, { onSuccess: onDone })}
          data-testid="day-withdraw-confirm"
        >
          {t('withdraw')}
        </Button>
      </div>
    </Dialog>
  );
}
