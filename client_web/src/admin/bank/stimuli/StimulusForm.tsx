/// The fields of a stimulus by its kind, and its preview in both languages, drawn anew a moment after each change.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { StimulusPane } from '../../../shared/item';
import { Loading } from '../../../staff/ui/Loadable';
import { useLeaveGuard } from '../editor/useLeaveGuard';
import { type StimulusDraft, useStimulusPreview } from '../queries/stimuli';
import { PictureField } from '../richtext/PictureField';
import { RichText } from '../richtext/RichText';
import { useBank } from '../texts';
import type { BankLanguage } from '../types';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import { ChartGrid } from './ChartGrid';
import { isWhole } from './stimulus';
import { useStimuliText } from './texts';

const LANGUAGES: readonly BankLanguage[] = ['kk', 'ru'];
const DRAW_AFTER_MS = 500;

interface StimulusFormProps {
  readonly base: StimulusDraft;
  readonly codeFixed: boolean;
  readonly saving: boolean;
  readonly error: unknown;
  readonly onSave: (draft: StimulusDraft, note: string, done: () => void) => void;
}

export function StimulusForm({ base, codeFixed, saving, error, onSave }: StimulusFormProps) {
  const t = useStimuliText();
  const bank = useBank();
  const [draft, setDraft] = useState(base);
  const [saved, setSaved] = useState(base);
  const [note, setNote] = useState('');
  const guard = useLeaveGuard(draft !== saved);
  const set = (part: Partial<StimulusDraft>) => setDraft((before) => ({ ...before, ...part }));
  const inLanguages = (name: 'title' | 'alt', hint?: string) =>
    LANGUAGES.map((language) => (
      <TextInput
        key={language}
        label={`${t(`field.${name}`)} · ${bank(`language.${language}`)}`}
        description={hint}
        maxLength={1000}
        lang={language}
        value={draft[name][language] ?? ''}
        onChange={(event) => set({ [name]: { ...draft[name], [language]: event.currentTarget.value } })}
        data-testid={`stimulus-${name}-${language}`}
      />
    ));
  return (
    <div data-testid="stimulus-editor">
      {guard}
      <section className={css.panel} aria-labelledby="content">
        <h2 id="content">{t(`kind.${draft.kind}`)}</h2>
        <div className={css.stack}>
          <TextInput
            label={t('field.code')}
            withAsterisk
            maxLength={60}
            disabled={codeFixed}
            value={draft.code}
            onChange={(event) => set({ code: event.currentTarget.value })}
            data-testid="stimulus-code"
          />
          <div className={css.sides}>{inLanguages('title')}</div>
          {(draft.kind === 'text' || draft.kind === 'table') && (
            <div className={css.sides}>
              {LANGUAGES.map((language) => (
                <RichText
                  key={language}
                  label={`${t('field.text')} · ${bank(`language.${language}`)}`}
                  language={language}
                  kind="block"
                  value={draft.html[language] ?? ''}
                  onChange={(html) =>
                    setDraft((before) => ({ ...before, html: { ...before.html, [language]: html } }))
                  }
                  testId={`stimulus-html-${language}`}
                />
              ))}
            </div>
          )}
          {draft.kind === 'image' && (
            <PictureField url={draft.image} alt={draft.alt.ru ?? ''} onUploaded={(image) => set({ image })} />
          )}
          {draft.chart && <ChartGrid chart={draft.chart} onChange={(chart) => set({ chart })} />}
          {(draft.kind === 'image' || draft.kind === 'chart') && (
            <div className={css.sides}>{inLanguages('alt', t(`altHint.${draft.kind}`))}</div>
          )}
        </div>
      </section>
      <section className={css.panel} aria-labelledby="preview">
        <h2 id="preview">{t('edit.preview')}</h2>
        <div className={css.sides}>
          {LANGUAGES.map((language) => (
            <Preview key={language} draft={draft} language={language} />
          ))}
        </div>
      </section>
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
              disabled={!LANGUAGES.some((language) => isWhole(draft, language))}
              onClick={() => onSave(draft, note.trim(), () => setSaved(draft))}
              data-testid="save-stimulus"
            >
              {bank(codeFixed ? 'edit.saveVersion' : 'edit.saveNew')}
            </Button>
          </div>
        </div>
      </section>
    </div>
  );
}

function Preview({ draft, language }: { readonly draft: StimulusDraft; readonly language: BankLanguage }) {
  const bank = useBank();
  const t = useStimuliText();
  const [settled] = useDebouncedValue(draft, DRAW_AFTER_MS);
  const whole = isWhole(settled, language);
  const preview = useStimulusPreview(settled, language, whole);
  return (
    <div data-testid={`stimulus-preview-${language}`}>
      <h3>{bank(`language.${language}`)}</h3>
      {!whole && <p className={css.quiet}>{t('edit.previewLacks')}</p>}
      <BankNotice error={preview.error} />
      {preview.isPending && whole && <Loading />}
      {preview.data && whole && <StimulusPane stimulus={preview.data} language={language} />}
    </div>
  );
}
