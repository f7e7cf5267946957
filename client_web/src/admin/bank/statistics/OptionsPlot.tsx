/// How many chose each option, and whether the abler or the less able did: bars, and the same as a table.
import { useId } from 'react';
import { formatNumber, useLanguage } from '../../../shared';
import type { ItemFigures } from '../queries/statistics';
import css from './Plot.module.css';
import { placed } from './plot';
import { useStatisticsText } from './texts';

const WIDTH = 420;
const BAR = 22;
const GAP = 10;
const LEFT = 90;

export function OptionsPlot({ item }: { readonly item: ItemFigures }) {
  const t = useStatisticsText();
  const { language } = useLanguage();
  const id = useId();
  const { options } = item;
  const percent = (share: number) => `${formatNumber(100 * share, language, 1)} %`;
  const height = options.length * (BAR + GAP) + GAP;
  return (
    <figure className={css.plot} aria-labelledby={id}>
      <figcaption id={id}>{t('options.title')}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={t('options.title')}>
        {options.map((option, row) => {
          const y = GAP + row * (BAR + GAP);
          const width = placed(option.p, { min: 0, max: 1 }, WIDTH - LEFT - 60);
          return (
            <g key={option.option_id}>
              <text className={css.mark} x={LEFT - 8} y={y + BAR - 6} textAnchor="end">
                {option.is_key ? `✓ ${option.option_id}` : option.option_id}
              </text>
              <rect
                className={css.bar}
                data-key={option.is_key}
                x={LEFT}
                y={y}
                width={Math.max(width, 1)}
                height={BAR}
              />
              <text className={css.mark} x={LEFT + width + 6} y={y + BAR - 6}>
                {percent(option.p)}
              </text>
            </g>
          );
        })}
      </svg>
      <table className={css.table}>
        <caption>{t('options.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('options.option')}</th>
            <th scope="col">{t('options.n')}</th>
            <th scope="col">{t('options.p')}</th>
            <th scope="col">{t('options.r')}</th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <tr key={option.option_id}>
              <th scope="row">
                {option.option_id} {option.is_key && <strong>{t('options.key')}</strong>}
              </th>
              <td>{option.n}</td>
              <td>{percent(option.p)}</td>
              <td>{option.r_rest === null ? '–' : formatNumber(option.r_rest, language, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
