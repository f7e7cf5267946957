/// A part of a test: its time, how one moves in it, and the strata its items are drawn from.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { PartDraft } from '../queries/blueprints';
import css from '../ui/BankPage.module.css';
import { newStratum } from './blueprint';
import { StratumFields } from './StratumFields';
import { useBlueprintText } from './texts';

const MINUTE_S = 60;

interface PartFieldsProps {
  readonly part: PartDraft;
  readonly number: number;
  /** Ids of all strata: none may repeat. */
  readonly taken: readonly string[];
  readonly removable: boolean;
  readonly onChange: (part: PartDraft) => void;
  readonly onRemove: () => void;
}

export function PartFields({ part, number, taken, removable, onChange, onRemove }: PartFieldsProps) {
  const t = useBlueprintText();
  return (
    <section className={css.panel} aria-labelledby={`part-${number}`} data-testid="part">
      <div className={css.row}>
        <h2 id={`part-${number}`}>{t('part.title', { n: number })}</h2>
        {removable && (
          <Button variant="subtle" color="brick" size="compact-sm" onClick={onRemove}>
            {t('part.remove')}
          </Button>
        )}
      </div>
      <div className={css.stack}>
        <div className={css.row}>
          <TextInput
            label={t('part.id')}
            maxLength={60}
            value={part.id}
            onChange={(event) => onChange({ ...part, id: event.currentTarget.value })}
          />
          <TextInput
            type="number"
            min={1}
            label={t('part.minutes')}
            description={t('part.minutesHint')}
            value={part.limit_s === null ? '' : part.limit_s / MINUTE_S}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...part, limit_s: value === '' ? null : Math.round(Number(value) * MINUTE_S) })
            }
          />
          <NativeSelect
            label={t('part.navigation')}
            value={part.navigation}
            data={(['free', 'linear'] as const).map((value) => ({ value, label: t(`navigation.${value}`) }))}
            onChange={(event) =>
              onChange({ ...part, navigation: event.currentTarget.value as PartDraft['navigation'] })
            }
          />
          <Checkbox
            label={t('part.locks')}
            checked={part.locks}
            onChange={() => onChange({ ...part, locks: !part.locks })}
          />
        </div>
        {part.strata.map((stratum, index) => (
          <StratumFields
            key={index}
            stratum={stratum}
            removable={part.strata.length > 1}
            onChange={(changed) => onChange({ ...part, strata: part.strata.with(index, changed) })}
            onRemove={() => onChange({ ...part, strata: part.strata.toSpliced(index, 1) })}
          />
        ))}
        <div className={css.row}>
          <Button
            variant="default"
            onClick={() => onChange({ ...part, strata: [...part.strata, newStratum(taken)] })}
            data-testid="add-stratum"
          >
            {t('stratum.add')}
          </Button>
        </div>
      </div>
    </section>
  );
}
