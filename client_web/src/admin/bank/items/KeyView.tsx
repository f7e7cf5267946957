/// What is right in an item, in words, interaction by interaction.
import { Markup, textOf } from '../../../shared/item';
import { choicesOf, languagesOf } from '../editor/draft';
import { useBank } from '../texts';
import type { ChoiceDraft, Interaction, ItemDraft, ResponseKey } from '../types';
import css from '../ui/BankPage.module.css';

export function KeyView({ draft }: { readonly draft: ItemDraft }) {
  return (
    <ul className={css.list}>
      {draft.key.map((key) => {
        const interaction = draft.interactions.find(({ response_id }) => response_id === key.response_id);
        return interaction ? (
          <OneKey key={key.response_id} interaction={interaction} answer={key} draft={draft} />
        ) : null;
      })}
    </ul>
  );
}

interface OneKeyProps {
  readonly interaction: Interaction;
  readonly answer: ResponseKey;
  readonly draft: ItemDraft;
}

function OneKey({ interaction, answer, draft }: OneKeyProps) {
  const t = useBank();
  const values =
    answer.marking === 'map'
      ? answer.credits.map(({ value, points }) => ({ value, points: Number(points) }))
      : answer.correct.map((value) => ({ value, points: null }));
  return (
    <li data-testid="key" data-response={answer.response_id}>
      <p className={css.quiet}>
        {t(`marking.${answer.marking}`)}
        {answer.marking === 'match' && ` · ${t('key.points', { n: Number(answer.points) })}`}
        {answer.tolerance.mode !== 'exact' &&
          ` · −${Number(answer.tolerance.below)} / +${Number(answer.tolerance.above)}${answer.tolerance.mode === 'relative' ? ' %' : ''}`}
      </p>
      <ol className={css.list}>
        {values.map(({ value, points }) => (
          <li key={value} data-testid="correct-option" data-option={value}>
            {languagesOf(draft).map((language) => (
              <Markup key={language} html={nameOf(interaction, value, language)} language={language} />
            ))}
            {points !== null && <strong>{t('key.points', { n: points })}</strong>}
          </li>
        ))}
      </ol>
    </li>
  );
}

/** What a value of an answer reads: a choice's words, a pair's, a marked piece, or what is typed. */
function nameOf(interaction: Interaction, value: string, language: 'kk' | 'ru' | 'en'): string {
  const words = (choices: readonly ChoiceDraft[], id: string) =>
    choices.find((choice) => choice.id === id)?.text[language] ?? '';
  if (interaction.kind === 'match') {
    const [left = '', right = ''] = value.split(' ');
    return `${words(interaction.left, left)} – ${words(interaction.right, right)}`;
  }
  if (interaction.kind === 'hottext') {
    const passage = interaction.passage[language] ?? '';
    const piece = new RegExp(`<span data-hottext="${value}">(.*?)</span>`).exec(passage)?.[1];
    return textOf(piece ?? value);
  }
  const choices = choicesOf(interaction, 'choices');
  return choices.length > 0 ? words(choices, value) : value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
