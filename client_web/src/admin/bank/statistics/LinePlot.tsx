/// Curves over one axis, with the same figures as a table for those who do not see them.
import { useId } from 'react';
import { formatNumber, useLanguage } from '../../../shared';
import css from './Plot.module.css';
import { marksOf, pathOf, placed, type Range, rangeOf } from './plot';
import { useStatisticsText } from './texts';

const WIDTH = 420;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 40;
const TABLE_STEP = 5;

export interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

interface LinePlotProps {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xs: readonly number[];
  readonly lines: readonly Line[];
  readonly yRange?: Range;
}

export function LinePlot({ title, xLabel, yLabel, xs, lines, yRange }: LinePlotProps) {
  const { language } = useLanguage();
  const id = useId();
  const x = rangeOf(xs);
  const y = yRange ?? { ...rangeOf(lines.flatMap(({ values }) => values)), min: 0 };
  const at = (value: number, theta: number) => ({
    x: LEFT + placed(theta, x, WIDTH - LEFT - 8),
    y: HEIGHT - BOTTOM - placed(value, y, HEIGHT - BOTTOM - 10),
  });
  const number = (value: number) => formatNumber(value, language, 2);
  return (
    <figure className={css.plot} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title}. ${lines.map(({ name }) => name).join(', ')}`}
      >
        {marksOf(y).map((mark) => (
          <g key={mark}>
            <line
              className={css.grid}
              x1={LEFT}
              x2={WIDTH - 8}
              y1={at(mark, x.min).y}
              y2={at(mark, x.min).y}
            />
            <text className={css.mark} x={LEFT - 6} y={at(mark, x.min).y + 4} textAnchor="end">
              {number(mark)}
            </text>
          </g>
        ))}
        {marksOf(x).map((mark) => (
          <text
            key={mark}
            className={css.mark}
            x={at(y.min, mark).x}
            y={HEIGHT - BOTTOM + 16}
            textAnchor="middle"
          >
            {number(mark)}
          </text>
        ))}
        <text className={css.axis} x={(LEFT + WIDTH) / 2} y={HEIGHT - 6} textAnchor="middle">
          {xLabel}
        </text>
        {lines.map(({ name, values }, index) => (
          <path
            key={name}
            className={css.line}
            data-line={index}
            d={pathOf(values.map((value, n) => at(value, xs[n] ?? 0)))}
          />
        ))}
      </svg>
      <ul className={css.legend}>
        {lines.map(({ name }, index) => (
          <li key={name} data-line={index}>
            {name}
          </li>
        ))}
      </ul>
      <DataOf title={title} xLabel={xLabel} yLabel={yLabel} xs={xs} lines={lines} />
    </figure>
  );
}

/** Every fifth point and the last: the curve in so many words. */
function DataOf({ title, xLabel, yLabel, xs, lines }: Omit<LinePlotProps, 'yRange'>) {
  const t = useStatisticsText();
  const { language } = useLanguage();
  const rows = xs
    .map((x, index) => ({ x, index }))
    .filter(({ index }) => index % TABLE_STEP === 0 || index === xs.length - 1);
  return (
    <details className={css.data}>
      <summary>{t('plot.data')}</summary>
      <table>
        <caption>
          {title} – {yLabel}
        </caption>
        <thead>
          <tr>
            <th scope="col">{xLabel}</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x, index }) => (
            <tr key={index}>
              <th scope="row">{formatNumber(x, language, 1)}</th>
              {lines.map(({ name, values }) => (
                <td key={name}>{formatNumber(values[index] ?? 0, language, 3)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
