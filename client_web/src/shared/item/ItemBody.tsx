/// An item as the candidate sees it: its material, its text, and what is to be done.
import { Fragment, type ReactNode, useId, useMemo } from 'react';
import { withResponse } from './answers';
import { placeOf, type Segment, segmentsOf } from './body';
import { Interaction } from './interactions/Interaction';
import css from './ItemBody.module.css';
import { Nodes } from './Markup';
import markupCss from './Markup.module.css';
import { parse } from './markup';
import { StimulusPane } from './StimulusPane';
import type { Answers, InteractionView, ItemView } from './types';

interface ItemBodyProps {
  readonly item: ItemView;
  readonly answers: Answers;
  /** Given all answers of the item anew, whenever one of them changes. */
  readonly onChange: (answers: Answers) => void;
  readonly disabled?: boolean;
  /** The language of the content, the item's own unless said otherwise. */
  readonly language?: string;
}

export function ItemBody({
  item,
  answers,
  onChange,
  disabled = false,
  language = item.language,
}: ItemBodyProps) {
  const id = useId();
  const segments = useMemo(() => {
    return segmentsOf(parse(item.body), item.interactions);
  }, [item.body, item.interactions]);
  const show = (interaction: InteractionView, labelledBy?: string): ReactNode => (
    <Interaction
      key={interaction.response_id}
      interaction={interaction}
      value={answers[interaction.response_id] ?? []}
      onChange={(value) => onChange(withResponse(answers, interaction.response_id, value))}
      disabled={disabled}
      language={language}
      labelledBy={labelledBy}
      number={item.interactions.indexOf(interaction) + 1}
      total={item.interactions.length}
    />
  );
  const inPlace = (element: Element): ReactNode => {
    const found = item.interactions.find(({ response_id }) => response_id === placeOf(element));
    return found && show(found);
  };
  return (
    <div className={css.item}>
      <div className={css.layout} data-material={item.stimulus !== null}>
        {item.stimulus && <StimulusPane stimulus={item.stimulus} language={language} />}
        <div className={css.task}>
          {segments.map((segment, index) =>
            segment.kind === 'text' ? (
              <Run key={index} id={`${id}-${index}`} first={index === 0} language={language}>
                {segment.nodes.map((node, at) => (
                  <Nodes key={at} of={holding(node)} replace={inPlace} />
                ))}
              </Run>
            ) : (
              <Fragment key={index}>{show(segment.interaction, labelOf(id, segments, index))}</Fragment>
            ),
          )}
        </div>
      </div>
    </div>
  );
}

interface RunProps {
  readonly id: string;
  readonly first: boolean;
  readonly language: string;
  readonly children: ReactNode;
}

/** A run of the item's text; the first is the question itself. */
function Run({ id, first, language, children }: RunProps) {
  return (
    <div
      id={id}
      lang={language}
      className={`${markupCss.markup ?? ''} ${first ? (css.stem ?? '') : (css.text ?? '')}`}
      data-testid={first ? 'item-stem' : undefined}
    >
      {children}
    </div>
  );
}

/** The run of text just before an interaction asks its question; else the item's first. */
function labelOf(id: string, segments: readonly Segment[], index: number): string | undefined {
  const before = segments.findLastIndex((one, at) => at < index && one.kind === 'text');
  return before === -1 ? undefined : `${id}-${before}`;
}

function holding(node: Node): Node {
  const holder = document.createDocumentFragment();
  holder.append(node.cloneNode(true));
  return holder;
}
