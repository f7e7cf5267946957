/// From question to question.
import { Button } from '@mantine/core';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

interface MovesProps {
  readonly index: number;
  readonly total: number;
  /** No way back: only on. */
  readonly forward: boolean;
  /** The next question opens when the answer has been saved. */
  readonly leaving: boolean;
  readonly flagged: boolean;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onFlag: () => void;
  readonly onHelp: () => void;
}

export function Moves(props: MovesProps) {
  const { index, total, forward, leaving, flagged, onPrevious, onNext, onFlag, onHelp } = props;
  const t = useTestText();
  const several = total > 1;
  return (
    <div className={css.moves}>
      {several && !forward && (
        <>
          <Button
            variant="default"
            size="md"
            disabled={index === 0}
            onClick={onPrevious}
            data-testid="previous"
          >
            ← {t('test.previous')}
          </Button>
          <Button
            variant={flagged ? 'filled' : 'default'}
            color="ember"
            size="md"
            aria-pressed={flagged}
            onClick={onFlag}
            data-testid="flag"
          >
            ⚑ {flagged ? t('test.unflag') : t('test.flag')}
          </Button>
        </>
      )}
      {several && (
        <Button
          variant="default"
          size="md"
          disabled={index === total - 1}
          loading={leaving}
          onClick={onNext}
          data-testid="next"
        >
          {t('test.next')} →
        </Button>
      )}
      <Button variant="subtle" size="md" onClick={onHelp} data-testid="help">
        {t('help.title')}
      </Button>
      {leaving && <p role="status">{t('test.leaving')}</p>}
    </div>
  );
}
