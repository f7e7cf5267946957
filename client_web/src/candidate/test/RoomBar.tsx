/// The bar above the question: whose test this is, how far it has come, the time, the tools and the way out.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { local, useLanguage } from '../../shared';
import { isLast } from '../blocks/course';
import { useBlockText } from '../blocks/texts';
import { useCalculatorText } from '../calculator/texts';
import type { AttemptView, BlockView } from '../data';
import { useDisplayText } from '../display/texts';
import { enterFullScreen } from '../guard/fullScreen';
import { useGuardText } from '../guard/texts';
import { Countdown } from './Countdown';
import type { SlotCounts } from './slots';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

/** Dialogs of the room. */
export type Window = 'finish' | 'help' | 'display';

interface RoomBarProps {
  readonly attempt: AttemptView;
  readonly block: BlockView;
  readonly counts: SlotCounts;
  readonly left: number | null;
  readonly confirmed: boolean;
  readonly locked: boolean;
  readonly preview: ReactNode;
  readonly onOpen: (window: Window) => void;
  /** Null where the block's aids have no calculator. */
  readonly onCalculator: (() => void) | null;
  readonly fullScreen: boolean;
}

export function RoomBar(props: RoomBarProps) {
  const { attempt, block, counts, left, confirmed, locked, preview, onOpen, onCalculator, fullScreen } =
    props;
  const t = useTestText();
  const parts = useBlockText();
  const calculator = useCalculatorText();
  const display = useDisplayText();
  const guard = useGuardText();
  const { language } = useLanguage();
  const several = attempt.blocks.length > 1;
  return (
    <div className={css.bar}>
      {preview}
      <div className={css.who}>
        <strong>{local(several ? block.title : attempt.title, language)}</strong>
        <span>
          {several && `${parts('part', { n: block.no + 1, total: attempt.blocks.length })} · `}
          {t('test.personal_number', { number: attempt.personal_number })}
        </span>
      </div>
      {counts.total > 1 && (
        <div className={css.progress}>
          <span data-testid="answered-count">
            {t('test.progress', { answered: counts.answered, total: counts.total })}
          </span>
          <progress max={counts.total} value={counts.answered} aria-label={t('palette.answered')} />
        </div>
      )}
      <Countdown left={left} confirmed={confirmed} />
      <div className={css.tools}>
        {onCalculator && (
          <Button variant="default" onClick={onCalculator} data-testid="open-calculator">
            {calculator('open')}
          </Button>
        )}
        <Button variant="default" onClick={() => onOpen('display')} data-testid="open-display">
          {display('open')}
        </Button>
        {!fullScreen && document.fullscreenEnabled && (
          <Button variant="default" onClick={() => void enterFullScreen()} data-testid="full-screen">
            {guard('full_screen')}
          </Button>
        )}
        <Button onClick={() => onOpen('finish')} disabled={locked} data-testid="submit-button">
          {t(isLast(attempt, block) ? 'test.submit' : 'test.finish_block')}
        </Button>
      </div>
    </div>
  );
}
