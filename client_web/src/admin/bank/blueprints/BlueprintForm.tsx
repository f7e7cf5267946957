/// The fields of a blueprint, and beside them whether the bank can fill it as it stands.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { local, useLanguage } from '../../../shared';
import { useProgrammes } from '../../queries';
import { useLeaveGuard } from '../editor/useLeaveGuard';
import type { BlueprintDraft } from '../queries/blueprints';
import { useBank } from '../texts';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import { isWhole, newPart, nItems, ofSections } from './blueprint';
import { CheckPanel } from './CheckPanel';
import { PartFields } from './PartFields';
import { useBlueprintText } from './texts';

interface BlueprintFormProps {
  readonly base: BlueprintDraft;
  readonly saving: boolean;
  readonly error: unknown;
  readonly onSave: (draft: BlueprintDraft, note: string, done: () => void) => void;
}

export function BlueprintForm({ base, saving, error, onSave }: BlueprintFormProps) {
  const t = useBlueprintText();
  const bank = useBank();
  const [draft, setDraft] = useState(base);
  const [saved, setSaved] = useState(base);
  const [note, setNote] = useState('');
  const guard = useLeaveGuard(draft !== saved);
  const set = (part: Partial<BlueprintDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <div data-testid="blueprint-editor">
      {guard}
      <section className={css.panel} aria-labelledby="facts">
        <h2 id="facts">{t('edit.facts')}</h2>
        <div className={css.stack}>
          <TextInput
            label={t('field.name')}
            withAsterisk
            maxLength={200}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            data-testid="blueprint-name"
          />
          <ProgrammeFields draft={draft} onChange={set} />
          <div className={css.row}>
            <TextInput
              label={t('field.cap')}
              description={t('field.capHint')}
              value={draft.exposure_cap ?? ''}
              data-testid="exposure-cap"
              error={/^$|^\d{1,3}([./]\d{1,3})?$/.test(draft.exposure_cap ?? '') ? null : t('field.capBad')}
              onChange={(event) =>
                set({ exposure_cap: event.currentTarget.value.trim().replace(',', '.') || null })
              }
            />
            <TextInput
              label={t('field.rule')}
              description={t('field.ruleHint')}
              maxLength={500}
              spellCheck={false}
              value={draft.pass_rule}
              onChange={(event) => set({ pass_rule: event.currentTarget.value })}
              data-testid="pass-rule"
            />
          </div>
          <Checkbox
            label={t('field.pilot')}
            description={t('field.pilotHint')}
            checked={draft.with_pilot}
            onChange={() => set({ with_pilot: !draft.with_pilot })}
          />
        </div>
      </section>
      {draft.parts.map((part, index) => (
        <PartFields
          key={index}
          part={part}
          number={index + 1}
          taken={draft.parts.flatMap(({ strata }) => strata.map(({ id }) => id))}
          removable={draft.parts.length > 1}
          onChange={(changed) => set({ parts: draft.parts.with(index, changed) })}
          onRemove={() => set({ parts: draft.parts.toSpliced(index, 1) })}
        />
      ))}
      <div className={css.panel}>
        <Button
          variant="default"
          onClick={() => set({ parts: [...draft.parts, newPart(draft.parts.map(({ id }) => id))] })}
          data-testid="add-part"
        >
          {t('part.add')}
        </Button>
      </div>
      <CheckPanel draft={draft} />
      <section className={css.panel} aria-labelledby="save">
        <h2 id="save">{bank('edit.save')}</h2>
        <div className={css.stack}>
          <TextInput
            label={bank('edit.note')}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <BankNotice error={error} />
          <div className={css.row}>
            <Button
              loading={saving}
              disabled={!isWhole(draft)}
              onClick={() => onSave(draft, note.trim(), () => setSaved(draft))}
              data-testid="save-blueprint"
            >
              {t('edit.save', { n: nItems(draft) })}
            </Button>
          </div>
        </div>
      </section>
    </div>
  );
}

interface ProgrammeFieldsProps {
  readonly draft: BlueprintDraft;
  readonly onChange: (part: Partial<BlueprintDraft>) => void;
}

function ProgrammeFields({ draft, onChange }: ProgrammeFieldsProps) {
  const t = useBlueprintText();
  const { language } = useLanguage();
  const programmes = useProgrammes().data ?? [];
  const programme = programmes.find(({ id }) => id === draft.programme_id);
  const block = programme?.blocks.find(({ id }) => id === draft.block_id);
  return (
    <div className={css.row}>
      <NativeSelect
        label={t('field.programme')}
        value={draft.programme_id}
        data={[
          { value: '', label: t('field.none') },
          ...programmes.map(({ id, title }) => ({ value: id, label: local(title, language) })),
        ]}
        onChange={(event) => {
          const chosen = programmes.find(({ id }) => id === event.currentTarget.value);
          onChange({ programme_id: chosen?.id ?? '', block_id: chosen?.blocks[0]?.id ?? '' });
        }}
        data-testid="blueprint-programme"
      />
      {programme && (
        <NativeSelect
          label={t('field.block')}
          value={draft.block_id}
          data={programme.blocks.map(({ id, title }) => ({ value: id, label: local(title, language) }))}
          onChange={(event) => onChange({ block_id: event.currentTarget.value })}
          data-testid="blueprint-block"
        />
      )}
      {block && (
        <Button
          variant="default"
          onClick={() => onChange(ofSections(draft, block.sections))}
          data-testid="of-sections"
        >
          {t('field.ofSections')}
        </Button>
      )}
    </div>
  );
}
