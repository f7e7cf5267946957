/// One question: its text, what is to be done, and how its answer is kept.
import type { RefCallback } from 'react';
import { formatTimeWithSeconds } from '../../shared';
import { type Answers, ItemBody } from '../../shared/item';
import type { AnswerView, QueueSnapshot } from '../answers/AnswerQueue';
import type { BlockView, SlotView } from '../data';
import { Watermark } from '../guard/Watermark';
import { keptState } from './kept';
import css from './Question.module.css';
import { useTestText } from './texts';

interface QuestionProps {
  readonly view: SlotView;
  readonly kind: BlockView['kind'];
  readonly number: number;
  readonly total: number;
  readonly section: string;
  readonly personalNumber: string;
  readonly answer: AnswerView | undefined;
  readonly line: QueueSnapshot['line'];
  readonly locked: boolean;
  readonly heading: RefCallback<HTMLHeadingElement>;
  readonly onChange: (answers: Answers) => void;
}

const NO_ANSWER: Answers = {};

export function Question(props: QuestionProps) {
  const { view, kind, number, total, section, answer, line, locked, heading, onChange } = props;
  const t = useTestText();
  const kept = keptState(answer, line);
  return (
    <article className={css.question} data-kind={kind} data-testid="item" data-slot={view.slot}>
      {section !== '' && <p className={css.section}>{section}</p>}
      <h1 ref={heading} tabIndex={-1} className={css.number}>
        {kind === 'essay' ? t('test.essay') : t('test.question', { n: number, total })}
      </h1>
      <div className={css.content}>
        <ItemBody
          item={view.item}
          answers={answer?.answers ?? NO_ANSWER}
          onChange={onChange}
          disabled={locked}
        />
        <Watermark number={props.personalNumber} />
      </div>
      <p className={css.saved} role="status" data-testid="saved-at" data-state={kept}>
        {kept === 'saved'
          ? t('test.saved', { time: formatTimeWithSeconds(answer?.savedAt ?? 0) })
          : t(`test.kept_${kept}`)}
      </p>
    </article>
  );
}
