/// Match the left with the right: a list per row, or a grid where a row may have several.
import { Markup } from '../Markup';
import { textOf } from '../markup';
import { isFree, isOneToRow, pairOf, rightOf, withPair, withRow } from '../pairs';
import { useItemText } from '../texts';
import type { InteractionProps, MatchInteraction } from '../types';
import inline from './Inline.module.css';
import css from './Match.module.css';

type Props = InteractionProps<MatchInteraction>;

export function Match(props: Props) {
  const t = useItemText();
  const { interaction, labelledBy } = props;
  const rows = isOneToRow(interaction);
  const { max_associations: max, left } = interaction;
  return (
    <div role="group" aria-labelledby={labelledBy} className={css.match}>
      <p className={css.lead}>
        {t(rows ? 'match.lead' : 'match.grid')}
        {max > 0 && max < left.length && ` ${t('match.atMost', { max })}`}
      </p>
      {rows ? <Rows {...props} /> : <Grid {...props} />}
    </div>
  );
}

function Rows({ interaction, value, onChange, disabled, language }: Props) {
  const t = useItemText();
  return interaction.left.map((left) => {
    const chosen = rightOf(value, left.id);
    const others = withRow(value, left.id, '');
    return (
      <label key={left.id} className={css.row}>
        <Markup html={left.html} language={language} />
        <select
          className={inline.field}
          value={chosen}
          disabled={disabled}
          data-answered={chosen !== ''}
          data-testid={`match-${left.id}`}
          onChange={(event) => onChange(withRow(value, left.id, event.currentTarget.value))}
        >
          <option value="">… {t('unanswered')}</option>
          {interaction.right.map((right) => (
            <option
              key={right.id}
              value={right.id}
              lang={language}
              disabled={right.id !== chosen && !isFree(interaction, others, left, right)}
            >
              {textOf(right.html)}
            </option>
          ))}
        </select>
      </label>
    );
  });
}

function Grid({ interaction, value, onChange, disabled, language }: Props) {
  const t = useItemText();
  return (
    <div className={css.scroll} role="region" tabIndex={0} aria-label={t('match.grid')}>
      <table className={css.grid}>
        <thead>
          <tr>
            <td />
            {interaction.right.map((right) => (
              <th key={right.id} scope="col">
                <Markup html={right.html} language={language} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {interaction.left.map((left) => (
            <tr key={left.id}>
              <th scope="row">
                <Markup html={left.html} language={language} />
              </th>
              {interaction.right.map((right) => {
                const chosen = value.includes(pairOf(left.id, right.id));
                return (
                  <td key={right.id}>
                    <input
                      type="checkbox"
                      checked={chosen}
                      disabled={disabled || (!chosen && !isFree(interaction, value, left, right))}
                      aria-label={t('match.pair', { left: textOf(left.html), right: textOf(right.html) })}
                      data-testid={`match-${left.id}-${right.id}`}
                      onChange={() => onChange(withPair(value, left.id, right.id))}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
