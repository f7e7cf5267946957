/// Which items are harder in one language for equally able candidates: a mark per item, with the ETS classes' bounds.
import { useId } from 'react';
import { formatNumber, useLanguage } from '../../../shared';
import type { ItemFigures } from '../queries/statistics';
import css from './Plot.module.css';
import { placed } from './plot';
import { useStatisticsText } from './texts';

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 44;
/** Educational Testing Service's bounds of the classes, in delta units. */
const BOUNDS = [-1.5, -1, 1, 1.5] as const;

export function DifPlot({ items }: { readonly items: readonly ItemFigures[] }) {
  const t = useStatisticsText();
  const { language } = useLanguage();
  const id = useId();
  const shown = items.filter((item) => item.dif !== null && item.dif.delta !== null);
  if (shown.length === 0) return null;
  const deltas = shown.map((item) => item.dif?.delta ?? 0);
  const most = Math.max(2, ...deltas.map(Math.abs));
  const y = (delta: number) => HEIGHT - 12 - placed(delta, { min: -most, max: most }, HEIGHT - 24);
  return (
    <figure className={css.plot} aria-labelledby={id}>
      <figcaption id={id}>{t('dif.title')}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('dif.title')}>
        {[0, ...BOUNDS].map((bound) => (
          <g key={bound}>
            <line
              className={css.grid}
              data-zero={bound === 0}
              x1={LEFT}
              x2={WIDTH}
              y1={y(bound)}
              y2={y(bound)}
            />
            <text className={css.mark} x={LEFT - 6} y={y(bound) + 4} textAnchor="end">
              {formatNumber(bound, language, 1)}
            </text>
          </g>
        ))}
        {shown.map((item, index) => (
          <circle
            key={item.version_id}
            className={css.dot}
            data-class={item.dif?.ets_class}
            cx={LEFT + 8 + placed(index, { min: 0, max: Math.max(shown.length - 1, 1) }, WIDTH - LEFT - 16)}
            cy={y(item.dif?.delta ?? 0)}
            r={5}
          >
            <title>{`${item.code}: ${formatNumber(item.dif?.delta ?? 0, language, 2)}`}</title>
          </circle>
        ))}
      </svg>
      <p className={css.note}>{t('dif.note')}</p>
      <details className={css.data}>
        <summary>{t('plot.data')}</summary>
        <table>
          <caption>{t('dif.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('study.code')}</th>
              <th scope="col">{t('dif.delta')}</th>
              <th scope="col">{t('dif.class')}</th>
              <th scope="col">{t('dif.n')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={item.version_id}>
                <th scope="row">{item.code}</th>
                <td>{formatNumber(item.dif?.delta ?? 0, language, 2)}</td>
                <td>{item.dif?.ets_class ?? '–'}</td>
                <td>
                  {item.dif?.n_kk} / {item.dif?.n_ru}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
