/// The key of an interaction whose content stays as it is.
import { Markup } from '../../../shared/item';
import { useBank } from '../texts';
import type { BankLanguage, Interaction, ResponseKey } from '../types';
import css from './ChoiceRows.module.css';
import { RightOrPoints } from './ChoiceRows';
import { choicesOf } from './draft';
import { MatchKey } from './MatchKey';
import { MarkedKey, OrderKey, TypedKey } from './SimpleKeys';

interface KeyFieldsProps {
  readonly interaction: Interaction;
  readonly languages: readonly BankLanguage[];
  readonly answer: ResponseKey;
  readonly onKey: (changed: ResponseKey) => void;
}

export function KeyFields({ interaction, languages, answer, onKey }: KeyFieldsProps) {
  const t = useBank();
  switch (interaction.kind) {
    case 'order':
      return <OrderKey interaction={interaction} answer={answer} onKey={onKey} />;
    case 'match':
      return <MatchKey interaction={interaction} answer={answer} onKey={onKey} />;
    case 'text_entry':
      return <TypedKey interaction={interaction} answer={answer} onKey={onKey} />;
    case 'hottext':
      return <MarkedKey interaction={interaction} answer={answer} onKey={onKey} />;
    case 'extended_text':
      return null;
    default:
      return (
        <fieldset className={css.choices}>
          <legend>{t('rows.choices')}</legend>
          {choicesOf(interaction, 'choices').map((choice, index) => (
            <div key={choice.id} className={css.row} data-testid="choice-row" data-option={choice.id}>
              <RightOrPoints
                choice={choice}
                index={index}
                interaction={interaction}
                answer={answer}
                onKey={onKey}
              />
              <div className={css.languages}>
                {languages.map((language) => (
                  <Markup key={language} html={choice.text[language] ?? ''} language={language} />
                ))}
              </div>
            </div>
          ))}
        </fieldset>
      );
  }
}
