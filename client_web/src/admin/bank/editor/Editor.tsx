/// An item's editor: what it belongs to, its text in two languages side by side, its answers and its key.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatTime } from '../../../shared';
import { Previews } from '../items/Previews';
import { RichText } from '../richtext/RichText';
import { useBank } from '../texts';
import type { InteractionKind, ItemDraft } from '../types';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import {
  KINDS,
  isInlineKind,
  languagesOf,
  withEnglish,
  withInteraction,
  withKey,
  withNewInteraction,
  withoutEnglish,
  withoutInteraction,
} from './draft';
import { FactsFields } from './FactsFields';
import { Faults } from './Faults';
import { InteractionEditor } from './InteractionEditor';
import { useDraft } from './useDraft';
import { useLeaveGuard } from './useLeaveGuard';

interface EditorProps {
  /** What is written, for keeping it on this computer. */
  readonly what: string;
  readonly base: ItemDraft;
  readonly base_version_id: string;
  readonly codeFixed: boolean;
  readonly saving: boolean;
  readonly error: unknown;
  /** `done` is called when the server has it. */
  readonly onSave: (draft: ItemDraft, note: string, done: () => void) => void;
}

export function Editor({ what, base, base_version_id, codeFixed, saving, error, onSave }: EditorProps) {
  const t = useBank();
  const { draft, change, dirty, kept, offered, takeOffered, dropOffered, done } = useDraft(
    what,
    base,
    base_version_id,
  );
  const [note, setNote] = useState('');
  const [previewed, setPreviewed] = useState<ItemDraft | null>(null);
  const [kind, setKind] = useState<InteractionKind>('choice');
  const guard = useLeaveGuard(dirty);
  const languages = languagesOf(draft);
  const places = Object.fromEntries(
    draft.interactions.map((one, index) => [
      one.response_id,
      {
        name: t('edit.place', { n: index + 1, kind: t(`kind.${one.kind}`) }),
        inline: isInlineKind(one.kind),
      },
    ]),
  );
  return (
    <div data-testid="item-editor">
      {guard}
      {offered && (
        <div className={css.panel} role="alert" data-testid="kept-draft">
          <p>{t('edit.offered', { time: formatTime(offered.kept_at) })}</p>
          {offered.base_version_id !== base_version_id && <p className={css.fault}>{t('edit.offeredOld')}</p>}
          <div className={css.row}>
            <Button onClick={takeOffered}>{t('edit.takeOffered')}</Button>
            <Button variant="default" onClick={dropOffered}>
              {t('edit.dropOffered')}
            </Button>
          </div>
        </div>
      )}
      <section className={css.panel} aria-labelledby="facts">
        <h2 id="facts">{t('edit.facts')}</h2>
        <FactsFields draft={draft} codeFixed={codeFixed} onChange={change} />
      </section>
      <section className={css.panel} aria-labelledby="body">
        <h2 id="body">{t('edit.body')}</h2>
        <div className={css.sides}>
          {languages.map((language) => (
            <RichText
              key={language}
              label={t(`language.${language}`)}
              language={language}
              kind="block"
              value={draft.body[language] ?? ''}
              places={places}
              onChange={(html) =>
                change((before) => ({ ...before, body: { ...before.body, [language]: html } }))
              }
              testId={`body-${language}`}
            />
          ))}
        </div>
        <div className={css.row}>
          <Button
            variant="subtle"
            onClick={() => change(languages.includes('en') ? withoutEnglish : withEnglish)}
            data-testid="toggle-english"
          >
            {t(languages.includes('en') ? 'edit.removeEnglish' : 'edit.addEnglish')}
          </Button>
        </div>
      </section>
      {draft.interactions.map((interaction, index) => (
        <InteractionEditor
          key={interaction.response_id}
          number={index + 1}
          interaction={interaction}
          answer={draft.key.find(({ response_id }) => response_id === interaction.response_id)}
          languages={languages}
          removable={draft.interactions.length > 1}
          onInteraction={(changed) => change((before) => withInteraction(before, changed))}
          onKey={(changed) => change((before) => withKey(before, changed))}
          onRemove={() => change((before) => withoutInteraction(before, interaction.response_id))}
        />
      ))}
      <section className={css.panel} aria-labelledby="more">
        <h2 id="more">{t('edit.more')}</h2>
        <div className={css.row}>
          <NativeSelect
            label={t('items.kind')}
            value={kind}
            data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(event) => setKind(event.currentTarget.value as InteractionKind)}
          />
          <Button
            variant="default"
            onClick={() => change((before) => withNewInteraction(before, kind))}
            data-testid="add-interaction"
          >
            {t('edit.addInteraction')}
          </Button>
        </div>
      </section>
      <Faults draft={draft} />
      <section className={css.panel} aria-labelledby="preview">
        <h2 id="preview">{t('item.seen')}</h2>
        <div className={css.stack}>
          <div className={css.row}>
            <Button variant="default" onClick={() => setPreviewed(draft)} data-testid="preview">
              {t(previewed === null ? 'edit.preview' : 'edit.previewAgain')}
            </Button>
            {previewed !== null && previewed !== draft && <p className={css.quiet}>{t('edit.previewOld')}</p>}
          </div>
          {previewed !== null && <Previews draft={previewed} />}
        </div>
      </section>
      <section className={css.panel} aria-labelledby="save">
        <h2 id="save">{t('edit.save')}</h2>
        <div className={css.stack}>
          <TextInput
            label={t('edit.note')}
            description={t('edit.noteHint')}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-testid="save-note"
          />
          <BankNotice error={error} />
          <div className={css.row}>
            <Button
              loading={saving}
              disabled={draft.code.trim() === ''}
              onClick={() => onSave(draft, note.trim(), done)}
              data-testid="save-item"
            >
              {t(codeFixed ? 'edit.saveVersion' : 'edit.saveNew')}
            </Button>
            <span className={css.quiet} role="status">
              {dirty &&
                t(kept === 'impossible' ? 'edit.notKept' : kept === 'kept' ? 'edit.kept' : 'edit.unsaved')}
            </span>
          </div>
        </div>
      </section>
    </div>
  );
}
