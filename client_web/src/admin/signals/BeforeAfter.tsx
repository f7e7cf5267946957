/// The table as a picture: two bars a rule, now and then. It says nothing to screen readers, the table does.
import { palette } from '../../shared';
import { useStaff } from '../../staff/texts';
import css from './Signals.module.css';
import { useSignalText } from './texts';
import type { TypeChange } from './trial';

const BAR_PX = 9;
const ROW_PX = 44;
const WIDTH_PX = 320;
const FIGURE_PX = 40;

export function BeforeAfter({ rows }: { readonly rows: readonly TypeChange[] }) {
  const t = useSignalText();
  const staff = useStaff();
  const most = Math.max(1, ...rows.flatMap(({ n_before, n_after }) => [n_before, n_after]));
  const length_px = (n: number) => ((WIDTH_PX - FIGURE_PX) * n) / most;
  return (
    <figure className={css.plot} aria-hidden>
      <figcaption>
        {t('plot')}: <span className={css.now}>■</span> {t('before')} <span className={css.then}>■</span>{' '}
        {t('after')}
      </figcaption>
      <svg width={WIDTH_PX} height={rows.length * ROW_PX} focusable="false">
        {rows.map(({ type, n_before, n_after }, row) => (
          <g key={type} transform={`translate(0 ${row * ROW_PX})`}>
            <text y={12} className={css.name}>
              {staff(`incident.${type}`)}
            </text>
            <Bar y={17} length_px={length_px(n_before)} n={n_before} colour={palette.muted} />
            <Bar y={29} length_px={length_px(n_after)} n={n_after} colour={palette.lake} />
          </g>
        ))}
      </svg>
    </figure>
  );
}

interface BarProps {
  readonly y: number;
  readonly length_px: number;
  readonly n: number;
  readonly colour: string;
}

function Bar({ y, length_px, n, colour }: BarProps) {
  return (
    <>
      <rect y={y} width={Math.max(length_px, 1)} height={BAR_PX} rx={2} fill={colour} />
      <text x={length_px + 6} y={y + BAR_PX} className={css.figure}>
        {n}
      </text>
    </>
  );
}
