/// A new window: test, time in Astana, languages, places, and to whom it is open.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, local, type Schemas, useLanguage } from '../../shared';
import { fromField, toField } from '../../staff/astana';
import { Dialog } from '../../staff/ui/Dialog';
import { Loading } from '../../staff/ui/Loadable';
import css from '../AdminPage.module.css';
import { useProgrammes } from '../queries';
import { readCapacity } from './capacity';
import { useAddWindow } from './data';
import { useWindowText } from './texts';

const DAY_MS = 86_400_000;
const LANGUAGES = [
  { id: 'kk', name: 'Қазақ тілі' },
  { id: 'ru', name: 'Русский язык' },
] as const;

interface DialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function NewWindowDialog({ onClose, onDone }: DialogProps) {
  const t = useWindowText();
  const programmes = useProgrammes();
  return (
    <Dialog opened title={t('add')} onClose={onClose}>
      <ErrorNotice error={programmes.error} />
      {programmes.data ? <Form programmes={programmes.data} onDone={onDone} /> : <Loading />}
    </Dialog>
  );
}

interface FormProps {
  readonly programmes: readonly Schemas['ProgrammeView'][];
  readonly onDone: () => void;
}

function Form({ programmes, onDone }: FormProps) {
  const t = useWindowText();
  const { language } = useLanguage();
  const add = useAddWindow();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(() => firstDraft(programmes));
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const minutes = Math.ceil((programmes.find(({ id }) => id === draft.programme_id)?.limit_s ?? 0) / 60);
  const opens_at = fromField(draft.wholeDay ? `${draft.opens.slice(0, 10)}T00:00` : draft.opens);
  const closes_at = draft.wholeDay && opens_at ? new Date(opens_at.getTime() + DAY_MS) : fromField(draft.closes);
  const capacity = readCapacity(draft.capacity);
  const fault = isFaulty(opens_at, closes_at, minutes);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault || !opens_at || !closes_at || !capacity.ok || draft.languages.length === 0) return;
    add.mutate(
      {
        programme_id: draft.programme_id,
        opens_at: opens_at.toISOString(),
        closes_at: closes_at.toISOString(),
        languages: draft.languages,
        capacity: capacity.value,
        open_to_all: draft.open_to_all,
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={submit} noValidate className={css.form} data-testid="window-form">
      <ErrorNotice error={add.error} />
      <NativeSelect
        label={t('programme')}
        value={draft.programme_id}
        data={programmes.map((each) => ({ value: each.id, label: local(each.title, language) }))}
        onChange={(event) => change({ programme_id: event.currentTarget.value })}
      />
      <Checkbox
        label={t('wholeDay')}
        checked={draft.wholeDay}
        onChange={(event) => change({ wholeDay: event.currentTarget.checked })}
        data-testid="window-whole-day"
      />
      <TextInput
        type="datetime-local"
        label={t('opens')}
        value={draft.opens}
        error={tried && fault ? t('fault') : null}
        onChange={(event) => change({ opens: event.currentTarget.value })}
        data-testid="window-opens"
      />
      {!draft.wholeDay && (
        <TextInput
          type="datetime-local"
          label={t('closes')}
          description={t('closesHint', { minutes })}
          value={draft.closes}
          onChange={(event) => change({ closes: event.currentTarget.value })}
          data-testid="window-closes"
        />
      )}
      <Checkbox.Group
        label={t('languages')}
        value={draft.languages}
        onChange={(ids) => change({ languages: LANGUAGES.map(({ id }) => id).filter((id) => ids.includes(id)) })}
      >
        {LANGUAGES.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} lang={id} mt="xs" />
        ))}
      </Checkbox.Group>
      <TextInput
        label={t('capacity')}
        description={t('capacityHint')}
        inputMode="numeric"
        value={draft.capacity}
        error={tried && !capacity.ok ? t('capacityWrong') : null}
        onChange={(event) => change({ capacity: event.currentTarget.value })}
        data-testid="window-places"
      />
      <Checkbox
        label={`${t('who')}: ${t('all')}`}
        checked={draft.open_to_all}
        onChange={(event) => change({ open_to_all: event.currentTarget.checked })}
      />
      <div className={css.buttons}>
        <Button type="submit" loading={add.isPending} data-testid="window-save">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function isFaulty(opens_at: Date | null, closes_at: Date | null, minutes: number): boolean {
  if (!opens_at || !closes_at || opens_at <= new Date()) return true;
  return closes_at.getTime() - opens_at.getTime() < minutes * 60_000;
}

/** In two days from nine to six: bookable at once, and a whole working day long. */
function firstDraft(programmes: FormProps['programmes']) {
  const day = toField(new Date(Date.now() + 2 * DAY_MS)).slice(0, 10);
  return {
    programme_id: programmes[0]?.id ?? '',
    opens: `${day}T09:00`,
    closes: `${day}T18:00`,
    wholeDay: false,
    languages: ['kk', 'ru'] as ('kk' | 'ru')[],
    capacity: '',
    open_to_all: true,
  };
}
