/// One dot a person on a common axis, with its interval where there is one; the figures stand in the table beside.
import { useId } from 'react';
import { formatNumber, useLanguage } from '../../shared';
import css from './Agreement.module.css';
import { marksOf, placed, type Range } from './places';

const WIDTH = 420;
const LEFT = 76;
const RIGHT = 14;
const ROW = 26;
const TOP = 10;
const BOTTOM = 26;

export interface RangeRow {
  readonly name: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

interface RangePlotProps {
  readonly title: string;
  readonly rows: readonly RangeRow[];
  readonly range: Range;
}

export function RangePlot({ title, rows, range }: RangePlotProps) {
  const { language } = useLanguage();
  const id = useId();
  const bottom = TOP + rows.length * ROW;
  const x = (value: number) => LEFT + placed(value, range, WIDTH - LEFT - RIGHT);
  return (
    <figure className={css.plot} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${bottom + BOTTOM}`}
        role="img"
        aria-label={`${title}: ${rows.map(({ name, value }) => `${name} ${formatNumber(value, language, 2)}`).join('; ')}`}
        data-testid="agreement-plot"
      >
        {marksOf(range).map((mark) => (
          <g key={mark}>
            <line className={css.grid} data-zero={mark === 0} x1={x(mark)} x2={x(mark)} y1={TOP} y2={bottom} />
            <text className={css.mark} x={x(mark)} y={bottom + 17} textAnchor="middle">
              {formatNumber(mark, language, 2)}
            </text>
          </g>
        ))}
        {rows.map(({ name, value, low, high }, index) => {
          const y = TOP + (index + 0.5) * ROW;
          return (
            <g key={name}>
              <text className={css.mark} x={LEFT - 8} y={y + 4} textAnchor="end">
                {name}
              </text>
              {low !== undefined && high !== undefined && (
                <line className={css.interval} x1={x(low)} x2={x(high)} y1={y} y2={y} />
              )}
              <circle className={css.dot} cx={x(value)} cy={y} r={5} />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
