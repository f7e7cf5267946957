/// One thing a candidate is asked to do: its choices or passage, its limits, and its key beside them.
import { Button, NativeSelect } from '@mantine/core';
import { RichText } from '../richtext/RichText';
import { useBank } from '../texts';
import type { BankLanguage, Interaction, ResponseKey } from '../types';
import css from '../ui/BankPage.module.css';
import { ChoiceRows } from './ChoiceRows';
import { withPassage } from './draft';
import { type Marking, markingsOf, newKey } from './keys';
import { KeyFields } from './KeyFields';
import { MatchKey } from './MatchKey';
import { Settings } from './Settings';
import { MarkedKey, OrderKey, PointsField, TypedKey } from './SimpleKeys';

export interface InteractionEditorProps {
  readonly interaction: Interaction;
  readonly languages: readonly BankLanguage[];
  readonly onInteraction: (changed: Interaction) => void;
}

interface Props extends InteractionEditorProps {
  readonly number: number;
  readonly answer: ResponseKey | undefined;
  readonly removable: boolean;
  /** True: the content is only read, the key is corrected. */
  readonly keyOnly?: boolean;
  readonly onKey: (changed: ResponseKey) => void;
  readonly onRemove: () => void;
}

export function InteractionEditor({
  number,
  answer,
  removable,
  keyOnly = false,
  onKey,
  onRemove,
  ...rest
}: Props) {
  const t = useBank();
  const { interaction } = rest;
  const key = answer ?? newKey(interaction);
  const markings = markingsOf(interaction);
  return (
    <section
      className={css.panel}
      aria-labelledby={`interaction-${interaction.response_id}`}
      data-testid="interaction"
      data-response={interaction.response_id}
    >
      <div className={css.row}>
        <h2 id={`interaction-${interaction.response_id}`}>
          {t('edit.place', { n: number, kind: t(`kind.${interaction.kind}`) })}
        </h2>
        {removable && (
          <Button variant="subtle" color="brick" size="compact-sm" onClick={onRemove}>
            {t('edit.removeInteraction')}
          </Button>
        )}
      </div>
      <div className={css.stack}>
        {keyOnly ? (
          <KeyFields interaction={interaction} answer={key} onKey={onKey} languages={rest.languages} />
        ) : (
          <Content {...rest} answer={key} onKey={onKey} />
        )}
        <div className={css.row}>
          {!keyOnly && <Settings interaction={interaction} onInteraction={rest.onInteraction} />}
          {markings.length > 1 && (
            <NativeSelect
              label={t('key.marking')}
              value={key.marking}
              data={markings.map((value) => ({ value, label: t(`marking.${value}`) }))}
              onChange={(event) => onKey({ ...key, marking: event.currentTarget.value as Marking })}
              data-testid="marking"
            />
          )}
          {(key.marking === 'match' || key.marking === 'person') && (
            <PointsField answer={key} onKey={onKey} />
          )}
        </div>
      </div>
    </section>
  );
}

interface ContentProps extends InteractionEditorProps {
  readonly answer: ResponseKey;
  readonly onKey: (changed: ResponseKey) => void;
}

function Content({ interaction, answer, languages, onInteraction, onKey }: ContentProps) {
  const rows = { interaction, languages, onInteraction };
  switch (interaction.kind) {
    case 'choice':
    case 'inline_choice':
    case 'likert':
      return <ChoiceRows {...rows} side="choices" answer={answer} onKey={onKey} />;
    case 'order':
      return (
        <>
          <ChoiceRows {...rows} side="choices" />
          <OrderKey interaction={interaction} answer={answer} onKey={onKey} />
        </>
      );
    case 'match':
      return (
        <>
          <ChoiceRows {...rows} side="left" />
          <ChoiceRows {...rows} side="right" />
          <MatchKey interaction={interaction} answer={answer} onKey={onKey} />
        </>
      );
    case 'text_entry':
      return <TypedKey interaction={interaction} answer={answer} onKey={onKey} />;
    case 'hottext':
      return (
        <>
          <Passages {...rows} interaction={interaction} />
          <MarkedKey interaction={interaction} answer={answer} onKey={onKey} />
        </>
      );
    case 'extended_text':
      return null;
  }
}

interface PassagesProps extends InteractionEditorProps {
  readonly interaction: Extract<Interaction, { kind: 'hottext' }>;
}

function Passages({ interaction, languages, onInteraction }: PassagesProps) {
  const t = useBank();
  return (
    <>
      <p className={css.quiet}>{t('edit.passageHint')}</p>
      <div className={css.sides}>
        {languages.map((language) => (
          <RichText
            key={language}
            label={`${t('place.passage')} · ${t(`language.${language}`)}`}
            language={language}
            kind="passage"
            value={interaction.passage[language] ?? ''}
            onChange={(html) => onInteraction(withPassage(interaction, language, html))}
            testId={`passage-${language}`}
          />
        ))}
      </div>
    </>
  );
}
