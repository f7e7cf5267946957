/// Adding time to one attempt: extra time, or what an outage on the candidate's side took.
import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, local, type Schemas, useLanguage } from '../../../shared';
import { secondsInWords } from '../../../staff/durations';
import { useStaff } from '../../../staff/texts';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import { useProgrammes } from '../../queries';
import { useAttemptText } from '../texts';
import { added_s, bodyOf, isReason, readAmount, type Unit } from './amount';
import { type Ground, useAddTime } from './data';
import { TimeRecord } from './TimeRecord';

interface AddTimeDialogProps {
  readonly row: Schemas['AdminAttemptRow'];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AddTimeDialog(props: AddTimeDialogProps) {
  const t = useAttemptText();
  const { row, onClose } = props;
  return (
    <Dialog opened title={t('time.title', { number: row.personal_number })} onClose={onClose}>
      <p>{t('time.lead')}</p>
      <Form {...props} />
      <TimeRecord attempt_id={row.id} />
    </Dialog>
  );
}

const EMPTY = { ground: 'extra' as Ground, unit: 'minutes' as Unit, amount: '', block: '', reason: '' };

function Form({ row, onDone }: AddTimeDialogProps) {
  const t = useAttemptText();
  const add = useAddTime(row.id);
  const blocks = useBlocks(row);
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(EMPTY);
  const change = (part: Partial<typeof EMPTY>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const body = bodyOf({ ...draft, block_no: draft.block === '' ? null : Number(draft.block) });
    if (body) add.mutate({ ground: draft.ground, body }, { onSuccess: onDone });
  };
  const percent = draft.unit === 'percent';
  const wrong = t(percent ? 'time.wrongPercent' : 'time.wrongMinutes');
  return (
    <form onSubmit={submit} noValidate className={css.form} data-testid="time-form">
      <ErrorNotice error={add.error} />
      <Radio.Group
        label={t('time.ground')}
        value={draft.ground}
        onChange={(value) => change({ ground: value })}
      >
        <Radio value="extra" label={t('time.extra')} mt="xs" data-testid="time-extra" />
        <Radio
          value="credit"
          label={t('time.credit')}
          description={t(row.may_credit ? 'time.creditHint' : 'time.creditNot')}
          disabled={!row.may_credit}
          mt="xs"
          data-testid="time-credit"
        />
      </Radio.Group>
      <NativeSelect
        label={t('time.where')}
        value={draft.block}
        data={[{ value: '', label: t('time.whole') }, ...blocks]}
        onChange={(event) => change({ block: event.currentTarget.value })}
        data-testid="time-block"
      />
      <Radio.Group label={t('time.unit')} value={draft.unit} onChange={(value) => change({ unit: value })}>
        <Radio value="minutes" label={t('time.minutes')} mt="xs" data-testid="time-minutes" />
        <Radio value="percent" label={t('time.percent')} mt="xs" data-testid="time-percent" />
      </Radio.Group>
      <TextInput
        label={t(percent ? 'time.amountPercent' : 'time.amountMinutes')}
        withAsterisk
        inputMode="numeric"
        value={draft.amount}
        error={tried && readAmount(draft.unit, draft.amount) === null ? wrong : null}
        onChange={(event) => change({ amount: event.currentTarget.value })}
        data-testid="time-amount"
      />
      <Effect row={row} {...draft} />
      <Textarea
        label={t('time.reason')}
        description={t('time.reasonHint')}
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.reason}
        error={tried && !isReason(draft.reason) ? t('time.reasonWrong') : null}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        data-testid="time-reason"
      />
      <div className={css.buttons}>
        <Button type="submit" loading={add.isPending} data-testid="time-submit">
          {t('time.submit')}
        </Button>
      </div>
    </form>
  );
}

/** What one block gets; of several blocks with different limits a share differs, and nothing is said. */
function Effect({ row, unit, amount, block }: { readonly row: Schemas['AdminAttemptRow'] } & typeof EMPTY) {
  const t = useAttemptText();
  const say = useStaff();
  const value = readAmount(unit, amount);
  const limit_s = row.limits_s[block === '' ? 0 : Number(block)] ?? 0;
  const known = value !== null && (block !== '' || row.limits_s.length === 1);
  return (
    <p className={css.small} role="status">
      {known && t('time.effect', { time: secondsInWords(say, added_s(unit, value, limit_s)) })}
    </p>
  );
}

function useBlocks(row: Schemas['AdminAttemptRow']) {
  const t = useAttemptText();
  const say = useStaff();
  const { language } = useLanguage();
  const programme = useProgrammes().data?.find(({ id }) => id === row.programme_id);
  return row.limits_s.map((limit_s, no) => ({
    value: String(no),
    label: t('time.block', {
      n: no + 1,
      title: local(programme?.blocks[no]?.title ?? row.programme_title, language),
      time: secondsInWords(say, limit_s + (row.extras_s[no] ?? 0)),
    }),
  }));
}
