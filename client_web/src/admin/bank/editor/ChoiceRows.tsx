/// The things to choose, order or match: each in all languages on one row, with what it is worth.
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { moved } from '../../../shared/item/order';
import { RichText } from '../richtext/RichText';
import { useBank } from '../texts';
import type { ChoiceDraft, ResponseKey } from '../types';
import css from './ChoiceRows.module.css';
import { choicesOf, newChoice, type Side, withChoices } from './draft';
import type { InteractionEditorProps } from './InteractionEditor';
import { isReversed, stepCredits, withCorrect, withCredit } from './keys';

interface ChoiceRowsProps extends InteractionEditorProps {
  readonly side: Side;
  /** Absent where what is right is said elsewhere. */
  readonly answer?: ResponseKey;
  readonly onKey?: (changed: ResponseKey) => void;
}

export function ChoiceRows(props: ChoiceRowsProps) {
  const t = useBank();
  const { interaction, side, answer, onKey, onInteraction } = props;
  const choices = choicesOf(interaction, side);
  const ids = choices.map(({ id }) => id);
  const set = (changed: readonly ChoiceDraft[]) => onInteraction(withChoices(interaction, side, changed));
  const reversed = answer !== undefined && isReversed(answer, ids);
  return (
    <fieldset className={css.choices} data-testid={`rows-${side}`}>
      <legend>{t(side === 'right' ? 'rows.rightSide' : `rows.${side}`)}</legend>
      {choices.map((choice, index) => (
        <Row
          {...props}
          key={choice.id}
          choice={choice}
          index={index}
          total={choices.length}
          onChoice={(changed) => set(choices.with(index, changed))}
          onMove={(to) => set(moved(choices, index, to))}
          onRemove={() => set(choices.toSpliced(index, 1))}
        />
      ))}
      <div className={css.tools}>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => set([...choices, newChoice()])}
          data-testid="add-choice"
        >
          {t('rows.add')}
        </Button>
        {interaction.kind === 'likert' && answer?.marking === 'map' && (
          <Checkbox
            label={t('rows.reversed')}
            checked={reversed}
            onChange={() => onKey?.({ ...answer, credits: stepCredits(ids, !reversed) })}
            data-testid="reversed"
          />
        )}
      </div>
    </fieldset>
  );
}

interface RowProps extends ChoiceRowsProps {
  readonly choice: ChoiceDraft;
  readonly index: number;
  readonly total: number;
  readonly onChoice: (changed: ChoiceDraft) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

function Row(props: RowProps) {
  const t = useBank();
  const { choice, index, total, interaction, languages, side, onChoice, onMove, onRemove } = props;
  const n = index + 1;
  return (
    <div
      className={css.row}
      role="group"
      aria-label={t('rows.one', { n })}
      data-testid="choice-row"
      data-option={choice.id}
    >
      <RightOrPoints {...props} />
      <div className={css.languages}>
        {languages.map((language) => (
          <RichText
            key={language}
            label={t('rows.in', { n, language: t(`language.${language}`) })}
            labelShown={false}
            language={language}
            kind="line"
            value={choice.text[language] ?? ''}
            onChange={(html) => onChoice({ ...choice, text: { ...choice.text, [language]: html } })}
            testId={`${side}-${index}-${language}`}
          />
        ))}
      </div>
      <div className={css.tools}>
        {'shuffle' in interaction && side !== 'left' && (
          <Checkbox
            label={t('rows.fixed')}
            checked={choice.fixed}
            onChange={() => onChoice({ ...choice, fixed: !choice.fixed })}
          />
        )}
        {interaction.kind === 'match' && (
          <TextInput
            type="number"
            min={0}
            max={100}
            label={t('rows.matchMax')}
            value={choice.match_max}
            onChange={(event) => onChoice({ ...choice, match_max: Number(event.currentTarget.value) })}
          />
        )}
        <ActionIcon
          variant="default"
          disabled={index === 0}
          aria-label={t('rows.up', { n })}
          onClick={() => onMove(index - 1)}
        >
          ↑
        </ActionIcon>
        <ActionIcon
          variant="default"
          disabled={n === total}
          aria-label={t('rows.down', { n })}
          onClick={() => onMove(n)}
        >
          ↓
        </ActionIcon>
        <ActionIcon
          variant="default"
          disabled={total <= 1}
          aria-label={t('rows.remove', { n })}
          onClick={onRemove}
        >
          ✕
        </ActionIcon>
      </div>
    </div>
  );
}

type RightProps = Pick<RowProps, 'choice' | 'index' | 'interaction' | 'answer' | 'onKey'>;

/** Whether a choice is right, or how many points it brings. */
export function RightOrPoints({ choice, index, interaction, answer, onKey }: RightProps) {
  const t = useBank();
  if (!answer || !onKey) return <span className={css.number}>{index + 1}</span>;
  const n = index + 1;
  if (answer.marking === 'map') {
    const credit = answer.credits.find(({ value }) => value === choice.id);
    return (
      <label className={css.points}>
        {t('rows.points')}
        <input
          type="number"
          step="any"
          value={credit ? Number(credit.points) : ''}
          aria-label={t('rows.pointsOf', { n })}
          onChange={(event) => onKey(withCredit(answer, choice.id, event.currentTarget.value))}
        />
      </label>
    );
  }
  if (answer.marking !== 'match') return <span className={css.number}>{n}</span>;
  const several = interaction.kind === 'choice' && interaction.max_choices !== 1;
  return (
    <label className={css.right}>
      <input
        type={several ? 'checkbox' : 'radio'}
        name={`right-${interaction.response_id}`}
        checked={answer.correct.includes(choice.id)}
        aria-label={t('rows.rightOf', { n })}
        onChange={() => onKey(withCorrect(answer, choice.id, several))}
        data-testid={`right-${index}`}
      />
      <span aria-hidden>{t('rows.right')}</span>
    </label>
  );
}
