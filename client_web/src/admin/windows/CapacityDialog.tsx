/// More or fewer places for a window.
import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { readCapacity } from './capacity';
import { useSetCapacity, type WindowRow } from './data';
import { useWindowText } from './texts';

interface CapacityDialogProps {
  readonly row: WindowRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function CapacityDialog({ row, onClose, onDone }: CapacityDialogProps) {
  const t = useWindowText();
  const set = useSetCapacity();
  const [text, setText] = useState(row.capacity === null ? '' : String(row.capacity));
  const capacity = readCapacity(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (capacity.ok) set.mutate({ window_id: row.id, capacity: capacity.value }, { onSuccess: onDone });
  };
  return (
    <Dialog opened title={t('capacityChange')} onClose={onClose}>
      <form onSubmit={submit} noValidate className={css.form}>
        <ErrorNotice error={set.error} />
        <TextInput
          label={t('capacity')}
          description={t('capacityHint')}
          inputMode="numeric"
          value={text}
          error={capacity.ok ? null : t('capacityWrong')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={css.buttons}>
          <Button type="submit" loading={set.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
