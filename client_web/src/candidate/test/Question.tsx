/// One question: its text, its options, and how its answer is kept.
import { type RefObject } from 'react';
import { formatTimeWithSeconds } from '../../shared';
import type { AnswerView } from '../answers/AnswerQueue';
import type { SlotView } from '../data';
import { useText } from '../texts';
import css from './Question.module.css';

interface QuestionProps {
  readonly item: SlotView;
  readonly number: number;
  readonly total: number;
  readonly section: string;
  /** The language of the test, which may differ from the page's. */
  readonly language: string;
  readonly answer: AnswerView | undefined;
  /** Whether unsent answers are merely on their way, or waiting for the line. */
  readonly sending: boolean;
  readonly locked: boolean;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onChoose: (optionId: string) => void;
}

export function Question(props: QuestionProps) {
  const { item, number, total, section, language, answer, sending, locked, heading, onChoose } = props;
  const t = useText();
  const kept = keptState(answer, sending);
  return (
    <article className={css.question} data-testid="item" data-slot={item.slot}>
      <p className={css.section}>{section}</p>
      <h1 ref={heading} tabIndex={-1} className={css.number}>
        {t('test.question', { n: number, total })}
      </h1>
      <fieldset className={css.options} disabled={locked}>
        <legend className={css.stem} lang={language} data-testid="item-stem">
          {item.stem}
        </legend>
        {item.options.map((option, index) => (
          <label
            key={option.id}
            className={css.option}
            data-testid={`option-${index}`}
            data-option={option.id}
          >
            <input
              type="radio"
              name={`slot-${item.slot}`}
              value={option.id}
              checked={answer?.answers.RESPONSE?.includes(option.id) ?? false}
              onChange={() => onChoose(option.id)}
            />
            <span className={css.key} aria-hidden>
              {index + 1}
            </span>
            <span lang={language}>{option.text}</span>
          </label>
        ))}
      </fieldset>
      <p className={css.saved} role="status" data-testid="saved-at" data-state={kept}>
        {kept === 'saved'
          ? t('test.saved', { time: formatTimeWithSeconds(answer?.savedAt ?? 0) })
          : t(`test.kept_${kept}`)}
      </p>
    </article>
  );
}

type Kept = 'none' | 'saving' | 'waiting' | 'saved';

function keptState(answer: AnswerView | undefined, sending: boolean): Kept {
  if (answer?.waiting) return sending ? 'saving' : 'waiting';
  return answer && answer.savedAt !== null && Object.keys(answer.answers).length > 0 ? 'saved' : 'none';
}
