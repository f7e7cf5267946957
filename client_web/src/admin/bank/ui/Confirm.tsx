/// Asks before something is done, with a reason where the record needs one.
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ErrorNotice } from '../../../shared';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import { useBank } from '../texts';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly action: string;
  readonly reason: 'required' | 'optional' | 'none';
  readonly pending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly children?: ReactNode;
}

export function Confirm({ opened, title, onClose, ...rest }: ConfirmProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Form {...rest} onClose={onClose} />
    </Dialog>
  );
}

function Form({
  action,
  reason,
  pending,
  error,
  onClose,
  onConfirm,
  children,
}: Omit<ConfirmProps, 'opened' | 'title'>) {
  const t = useBank();
  const [written, setWritten] = useState('');
  const missing = reason === 'required' && written.trim() === '';
  return (
    <div className={css.form} data-testid="confirm-dialog">
      {children}
      {reason !== 'none' && (
        <Textarea
          label={t(reason === 'required' ? 'confirm.reason' : 'confirm.note')}
          withAsterisk={reason === 'required'}
          maxLength={2000}
          rows={3}
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
          data-testid="confirm-reason"
        />
      )}
      <ErrorNotice error={error} />
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('confirm.cancel')}
        </Button>
        <Button
          disabled={missing}
          loading={pending}
          onClick={() => onConfirm(written.trim())}
          data-testid="confirm"
        >
          {action}
        </Button>
      </div>
    </div>
  );
}
