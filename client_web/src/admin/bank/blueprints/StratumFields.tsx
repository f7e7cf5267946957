/// A stratum: how many items of which kind, how many must be right, and bounds within it.
import { Button, TextInput } from '@mantine/core';
import type { BoundDraft, StratumDraft } from '../queries/blueprints';
import css from '../ui/BankPage.module.css';
import { newBound } from './blueprint';
import { FilterFields } from './FilterFields';
import { useBlueprintText } from './texts';

interface StratumFieldsProps {
  readonly stratum: StratumDraft;
  readonly removable: boolean;
  readonly onChange: (stratum: StratumDraft) => void;
  readonly onRemove: () => void;
}

export function StratumFields({ stratum, removable, onChange, onRemove }: StratumFieldsProps) {
  const t = useBlueprintText();
  const number = (name: 'n' | 'minimum_correct', label: string, min: number) => (
    <TextInput
      type="number"
      min={min}
      max={500}
      label={label}
      value={stratum[name]}
      onChange={(event) => onChange({ ...stratum, [name]: Math.max(min, Number(event.currentTarget.value)) })}
      data-testid={`stratum-${name}`}
    />
  );
  return (
    <fieldset className={css.fieldset} data-testid="stratum" data-stratum={stratum.id}>
      <legend>{t('stratum.title', { id: stratum.id })}</legend>
      <div className={css.stack}>
        <div className={css.row}>
          <TextInput
            label={t('stratum.id')}
            maxLength={60}
            value={stratum.id}
            onChange={(event) => onChange({ ...stratum, id: event.currentTarget.value })}
          />
          {number('n', t('stratum.n'), 1)}
          {number('minimum_correct', t('stratum.minimum'), 0)}
          {removable && (
            <Button variant="subtle" color="brick" onClick={onRemove}>
              {t('stratum.remove')}
            </Button>
          )}
        </div>
        <FilterFields filter={stratum.filter} onChange={(filter) => onChange({ ...stratum, filter })} />
        {stratum.bounds.map((bound, index) => (
          <BoundFields
            key={index}
            bound={bound}
            onChange={(changed) => onChange({ ...stratum, bounds: stratum.bounds.with(index, changed) })}
            onRemove={() => onChange({ ...stratum, bounds: stratum.bounds.toSpliced(index, 1) })}
          />
        ))}
        <div className={css.row}>
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => onChange({ ...stratum, bounds: [...stratum.bounds, newBound()] })}
            data-testid="add-bound"
          >
            {t('bound.add')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

interface BoundFieldsProps {
  readonly bound: BoundDraft;
  readonly onChange: (bound: BoundDraft) => void;
  readonly onRemove: () => void;
}

function BoundFields({ bound, onChange, onRemove }: BoundFieldsProps) {
  const t = useBlueprintText();
  return (
    <fieldset className={css.fieldset} data-testid="bound">
      <legend>{t('bound.title')}</legend>
      <div className={css.stack}>
        <FilterFields filter={bound.filter} onChange={(filter) => onChange({ ...bound, filter })} />
        <div className={css.row}>
          <TextInput
            type="number"
            min={0}
            max={500}
            label={t('bound.minimum')}
            value={bound.minimum}
            onChange={(event) => onChange({ ...bound, minimum: Number(event.currentTarget.value) })}
            data-testid="bound-minimum"
          />
          <TextInput
            type="number"
            min={0}
            max={500}
            label={t('bound.maximum')}
            description={t('bound.maximumHint')}
            value={bound.maximum ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...bound, maximum: value === '' ? null : Number(value) })
            }
          />
          <Button variant="subtle" color="brick" onClick={onRemove}>
            {t('bound.remove')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
