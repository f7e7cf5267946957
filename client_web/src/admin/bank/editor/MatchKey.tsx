/// Which of the left belongs to which of the right: a grid of boxes.
import { textOf } from '../../../shared/item';
import { useBank } from '../texts';
import type { ChoiceDraft, Interaction, ResponseKey } from '../types';
import css from '../ui/BankPage.module.css';
import { withCorrect } from './keys';

interface MatchKeyProps {
  readonly interaction: Extract<Interaction, { kind: 'match' }>;
  readonly answer: ResponseKey;
  readonly onKey: (changed: ResponseKey) => void;
}

export function MatchKey({ interaction, answer, onKey }: MatchKeyProps) {
  const t = useBank();
  const name = (choice: ChoiceDraft, index: number) => textOf(choice.text.kk ?? '') || String(index + 1);
  return (
    <div className={css.scroll} role="region" aria-label={t('key.pairs')} tabIndex={0}>
      <table className={css.grid}>
        <caption>{t('key.pairs')}</caption>
        <thead>
          <tr>
            <td />
            {interaction.right.map((right, index) => (
              <th key={right.id} scope="col" lang="kk">
                {name(right, index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {interaction.left.map((left, row) => (
            <tr key={left.id}>
              <th scope="row" lang="kk">
                {name(left, row)}
              </th>
              {interaction.right.map((right, column) => (
                <td key={right.id}>
                  <input
                    type="checkbox"
                    checked={answer.correct.includes(`${left.id} ${right.id}`)}
                    aria-label={`${name(left, row)} – ${name(right, column)}`}
                    onChange={() => onKey(withCorrect(answer, `${left.id} ${right.id}`, true))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
