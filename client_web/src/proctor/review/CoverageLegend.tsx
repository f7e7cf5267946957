/// What the patterns of the coverage line mean: those that this attempt's line shows.
import { useStaff } from '../../staff/texts';
import { statesOf } from './coverageWords';
import css from './Timeline.module.css';
import type { CoverageSpan } from './types';

const SIGN_PX = 14;

export function CoverageLegend({ spans }: { readonly spans: readonly CoverageSpan[] }) {
  const t = useStaff();
  return (
    <ul className={css.legend} aria-label={t('timeline.coverage')} data-testid="coverage-legend">
      {statesOf(spans).map((state) => (
        <li key={state}>
          <svg width={SIGN_PX} height={SIGN_PX} aria-hidden focusable="false">
            <rect width={SIGN_PX} height={SIGN_PX} fill={`url(#coverage-${state})`} />
          </svg>
          {t(`coverage.${state}`)}
        </li>
      ))}
    </ul>
  );
}
