/// Keys that are a list: what is to be typed, the right order, the right places of a passage; and the points.
import { ActionIcon, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { textOf } from '../../../shared/item';
import { moved } from '../../../shared/item/order';
import { sentNumber } from '../../../shared/item/numbers';
import { useBank } from '../texts';
import type { Interaction, ResponseKey } from '../types';
import css from '../ui/BankPage.module.css';
import { completedOrder, withCorrect } from './keys';

interface KeyProps<K extends Interaction['kind']> {
  readonly interaction: Extract<Interaction, { kind: K }>;
  readonly answer: ResponseKey;
  readonly onKey: (changed: ResponseKey) => void;
}

export function PointsField({ answer, onKey }: Omit<KeyProps<'choice'>, 'interaction'>) {
  const t = useBank();
  return (
    <TextInput
      type="number"
      step="any"
      min={0}
      label={t('key.pointsLabel')}
      value={Number(answer.points)}
      onChange={(event) => onKey({ ...answer, points: event.currentTarget.value || '0' })}
    />
  );
}

/** One accepted answer a line; numbers with how far off they may be. */
export function TypedKey({ interaction, answer, onKey }: KeyProps<'text_entry'>) {
  const t = useBank();
  const numeric = interaction.entry !== 'string';
  const { tolerance } = answer;
  const values = (written: string): string[] =>
    written
      .split('\n')
      .map((line) => (numeric ? sentNumber(line) : line.trim()))
      .filter((line) => line !== '');
  return (
    <>
      <Textarea
        label={t('key.typed')}
        description={t(numeric ? 'key.typedNumber' : 'key.typedHint')}
        rows={3}
        defaultValue={answer.correct.join('\n')}
        onChange={(event) => onKey({ ...answer, correct: values(event.currentTarget.value) })}
        data-testid="typed-key"
      />
      <div className={css.row}>
        {!numeric && (
          <Checkbox
            label={t('key.caseSensitive')}
            checked={answer.case_sensitive}
            onChange={() => onKey({ ...answer, case_sensitive: !answer.case_sensitive })}
          />
        )}
        {numeric && (
          <NativeSelect
            label={t('key.tolerance')}
            value={tolerance.mode}
            data={(['exact', 'absolute', 'relative'] as const).map((value) => ({
              value,
              label: t(`tolerance.${value}`),
            }))}
            onChange={(event) =>
              onKey({
                ...answer,
                tolerance: { ...tolerance, mode: event.currentTarget.value as typeof tolerance.mode },
              })
            }
            data-testid="tolerance"
          />
        )}
        {numeric &&
          tolerance.mode !== 'exact' &&
          (['below', 'above'] as const).map((side) => (
            <TextInput
              key={side}
              type="number"
              step="any"
              min={0}
              label={t(`tolerance.${side}`)}
              value={Number(tolerance[side])}
              onChange={(event) =>
                onKey({ ...answer, tolerance: { ...tolerance, [side]: event.currentTarget.value || '0' } })
              }
            />
          ))}
      </div>
    </>
  );
}

export function OrderKey({ interaction, answer, onKey }: KeyProps<'order'>) {
  const t = useBank();
  const { choices } = interaction;
  const complete = completedOrder(
    answer,
    choices.map(({ id }) => id),
  );
  const name = (id: string) => textOf(choices.find((choice) => choice.id === id)?.text.kk ?? '') || id;
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('key.order')}</legend>
      <ol>
        {complete.correct.map((id, index) => (
          <li key={id}>
            <span lang="kk">{name(id)}</span>{' '}
            <ActionIcon
              variant="default"
              disabled={index === 0}
              aria-label={t('rows.up', { n: index + 1 })}
              onClick={() => onKey({ ...complete, correct: moved(complete.correct, index, index - 1) })}
            >
              ↑
            </ActionIcon>{' '}
            <ActionIcon
              variant="default"
              disabled={index === complete.correct.length - 1}
              aria-label={t('rows.down', { n: index + 1 })}
              onClick={() => onKey({ ...complete, correct: moved(complete.correct, index, index + 1) })}
            >
              ↓
            </ActionIcon>
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

export function MarkedKey({ interaction, answer, onKey }: KeyProps<'hottext'>) {
  const t = useBank();
  const passage = interaction.passage.kk ?? '';
  const words = (id: string) =>
    textOf(new RegExp(`<span data-hottext="${id}">(.*?)</span>`).exec(passage)?.[1] ?? id);
  if (interaction.hottext_ids.length === 0) return <p className={css.quiet}>{t('key.noMarks')}</p>;
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('key.marks')}</legend>
      <div className={css.stack}>
        {interaction.hottext_ids.map((id) => (
          <Checkbox
            key={id}
            label={<span lang="kk">{words(id)}</span>}
            checked={answer.correct.includes(id)}
            onChange={() => onKey(withCorrect(answer, id, true))}
          />
        ))}
      </div>
    </fieldset>
  );
}
