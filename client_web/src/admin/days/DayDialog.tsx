/// Writing a day down, or correcting it: the day, what it becomes, and the act that says so.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { type Day, type Days, type Kind, useDeclareDay } from './data';
import { useDayText } from './texts';

const SHORTEST_ACT = 3;
const LONGEST_ACT = 300;

interface DayDialogProps {
  /** Null: a new one. */
  readonly day: Day | null;
  readonly onClose: () => void;
  readonly onDone: (after: Days) => void;
}

export function DayDialog({ day, onClose, onDone }: DayDialogProps) {
  const t = useDayText();
  const common = useShared();
  const declare = useDeclareDay();
  const [draft, setDraft] = useState<Day>(day ?? { day: '', kind: 'holiday', act: '' });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Day>) => setDraft((before) => ({ ...before, ...part }));
  const act = draft.act.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.day !== '' && act.length >= SHORTEST_ACT) {
      declare.mutate({ ...draft, act }, { onSuccess: onDone });
    }
  };
  return (
    <Dialog opened title={t(day ? 'edit' : 'add')} onClose={onClose}>
      <form onSubmit={submit} noValidate className={css.form} data-testid="day-form">
        <ErrorNotice error={declare.error} />
        <TextInput
          type="date"
          label={t('day')}
          withAsterisk
          value={draft.day}
          disabled={day !== null}
          error={tried && draft.day === '' ? t('dayMissing') : null}
          onChange={(event) => change({ day: event.currentTarget.value })}
          data-testid="day-date"
        />
        <NativeSelect
          label={t('kindAsk')}
          value={draft.kind}
          data={(['holiday', 'workday'] as const).map((kind) => ({ value: kind, label: t(kind) }))}
          onChange={(event) => change({ kind: event.currentTarget.value as Kind })}
          data-testid="day-kind"
        />
        <TextInput
          label={t('act')}
          description={t('actHint')}
          withAsterisk
          maxLength={LONGEST_ACT}
          value={draft.act}
          error={tried && act.length < SHORTEST_ACT ? t('actMissing') : null}
          onChange={(event) => change({ act: event.currentTarget.value })}
          data-testid="day-act"
        />
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('shell.cancel')}
          </Button>
          <Button type="submit" loading={declare.isPending} data-testid="day-save">
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
