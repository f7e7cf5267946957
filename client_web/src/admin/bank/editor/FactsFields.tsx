/// What an item belongs to and rests on: code, act or competency, topic, source, material, enemies.
import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useSectionTitles } from '../../sectionTitles';
import { useFacets } from '../queries/items';
import { useStimulusPage } from '../queries/stimuli';
import { useBank } from '../texts';
import type { ItemDraft } from '../types';
import css from '../ui/BankPage.module.css';
import { codesOf, withSource } from './facts';

interface FactsFieldsProps {
  readonly draft: ItemDraft;
  /** A code, once given, stays. */
  readonly codeFixed: boolean;
  readonly onChange: (step: (before: ItemDraft) => ItemDraft) => void;
}

export function FactsFields({ draft, codeFixed, onChange }: FactsFieldsProps) {
  const t = useBank();
  const id = useId();
  const titles = useSectionTitles();
  const facets = useFacets().data;
  const stimuli = useStimulusPage('', 1).data;
  const set = (part: Partial<ItemDraft>) => onChange((before) => ({ ...before, ...part }));
  const sections = new Set([...titles.keys(), ...(facets?.sections ?? []).map(({ value }) => value)]);
  return (
    <div className={css.stack}>
      <div className={css.row}>
        <TextInput
          label={t('items.code')}
          withAsterisk
          maxLength={60}
          disabled={codeFixed}
          value={draft.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
          data-testid="item-code"
        />
        <TextInput
          label={t('items.section')}
          list={`${id}-sections`}
          withAsterisk
          maxLength={40}
          value={draft.section_id}
          onChange={(event) => set({ section_id: event.currentTarget.value })}
          data-testid="item-section"
        />
        <TextInput
          label={t('items.topic')}
          list={`${id}-topics`}
          maxLength={200}
          value={draft.topic}
          onChange={(event) => set({ topic: event.currentTarget.value })}
          data-testid="item-topic"
        />
        <TextInput
          label={t('place.title')}
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
      </div>
      <fieldset className={css.fieldset}>
        <legend>{t('item.source')}</legend>
        <div className={css.row}>
          <TextInput
            label={t('source.act')}
            list={`${id}-acts`}
            maxLength={300}
            value={draft.source?.act ?? ''}
            onChange={(event) =>
              set({ source: withSource(draft.source, { act: event.currentTarget.value }) })
            }
            data-testid="source-act"
          />
          <TextInput
            label={t('source.article')}
            description={t('source.articleHint')}
            maxLength={60}
            value={draft.source?.article ?? ''}
            onChange={(event) =>
              set({ source: withSource(draft.source, { article: event.currentTarget.value }) })
            }
            data-testid="source-article"
          />
          <TextInput
            type="date"
            label={t('source.edition')}
            value={draft.source?.edition_date ?? ''}
            onChange={(event) =>
              set({ source: withSource(draft.source, { edition_date: event.currentTarget.value }) })
            }
            data-testid="source-edition"
          />
        </div>
      </fieldset>
      <div className={css.row}>
        <TextInput
          label={t('item.stimulus')}
          description={t('edit.stimulusHint')}
          list={`${id}-stimuli`}
          maxLength={60}
          value={draft.stimulus_code}
          onChange={(event) => set({ stimulus_code: event.currentTarget.value })}
          data-testid="item-stimulus"
        />
        <TextInput
          label={t('item.enemies')}
          description={t('edit.enemiesHint')}
          defaultValue={draft.enemy_codes.join(', ')}
          onChange={(event) => set({ enemy_codes: codesOf(event.currentTarget.value) })}
        />
      </div>
      <Options id={`${id}-sections`} values={[...sections]} nameOf={(one) => titles.get(one) ?? one} />
      <Options id={`${id}-topics`} values={(facets?.topics ?? []).map(({ value }) => value)} />
      <Options id={`${id}-acts`} values={(facets?.acts ?? []).map(({ value }) => value)} />
      <Options
        id={`${id}-stimuli`}
        values={(stimuli?.rows ?? []).map(({ code }) => code)}
        nameOf={(code) => stimuli?.rows.find((row) => row.code === code)?.title_ru ?? code}
      />
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly values: readonly string[];
  readonly nameOf?: (value: string) => string;
}

function Options({ id, values, nameOf = (value) => value }: OptionsProps) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value}>
          {nameOf(value)}
        </option>
      ))}
    </datalist>
  );
}
