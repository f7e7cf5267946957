/// The limits of an interaction: how many may be chosen, how long a text may be, whether choices are shuffled.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useBank } from '../texts';
import type { Interaction } from '../types';

interface SettingsProps {
  readonly interaction: Interaction;
  readonly onInteraction: (changed: Interaction) => void;
}

export function Settings({ interaction, onInteraction }: SettingsProps) {
  const t = useBank();
  const number = (label: string, value: number | null, set: (value: number | null) => Interaction) => (
    <TextInput
      type="number"
      min={0}
      max={5000}
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget: { value: written } }) =>
        onInteraction(set(written === '' ? null : Number(written)))
      }
    />
  );
  const shuffle = 'shuffle' in interaction && (
    <Checkbox
      label={t('settings.shuffle')}
      checked={interaction.shuffle}
      onChange={() => onInteraction({ ...interaction, shuffle: !interaction.shuffle })}
    />
  );
  switch (interaction.kind) {
    case 'choice':
      return (
        <>
          <Checkbox
            label={t('settings.several')}
            checked={interaction.max_choices !== 1}
            onChange={() =>
              onInteraction({ ...interaction, max_choices: interaction.max_choices === 1 ? 0 : 1 })
            }
            data-testid="several"
          />
          {interaction.max_choices !== 1 &&
            number(t('settings.max'), interaction.max_choices, (max) => ({
              ...interaction,
              max_choices: max ?? 0,
            }))}
          {interaction.max_choices !== 1 &&
            number(t('settings.min'), interaction.min_choices, (min) => ({
              ...interaction,
              min_choices: min ?? 0,
            }))}
          {shuffle}
        </>
      );
    case 'hottext':
      return number(t('settings.max'), interaction.max_choices, (max) => ({
        ...interaction,
        max_choices: max ?? 0,
      }));
    case 'match':
      return (
        <>
          {number(t('settings.pairs'), interaction.max_associations, (max) => ({
            ...interaction,
            max_associations: max ?? 0,
          }))}
          {shuffle}
        </>
      );
    case 'text_entry':
      return (
        <>
          <NativeSelect
            label={t('settings.entry')}
            value={interaction.entry}
            data={(['string', 'integer', 'number'] as const).map((value) => ({
              value,
              label: t(`entry.${value}`),
            }))}
            onChange={(event) =>
              onInteraction({ ...interaction, entry: event.currentTarget.value as typeof interaction.entry })
            }
            data-testid="entry"
          />
          {number(t('settings.length'), interaction.expected_length, (expected_length) => ({
            ...interaction,
            expected_length,
          }))}
        </>
      );
    case 'extended_text':
      return (
        <>
          {number(t('settings.minWords'), interaction.min_words, (min_words) => ({
            ...interaction,
            min_words,
          }))}
          {number(t('settings.maxWords'), interaction.max_words, (max_words) => ({
            ...interaction,
            max_words,
          }))}
        </>
      );
    default:
      return shuffle;
  }
}
