/// The tile's way to the pause, and what came of it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Step } from './data';
import { PauseDialog } from './PauseDialog';
import { usePauseText } from './texts';

interface PauseControlProps {
  readonly attempt_id: string;
  readonly number: string;
  /** Whether the clock stands now: then the step is to go on. */
  readonly paused: boolean;
}

export function PauseControl({ attempt_id, number, paused }: PauseControlProps) {
  const t = usePauseText();
  const [opened, setOpened] = useState(false);
  const [done, setDone] = useState('');
  const finish = (step: Step) => {
    setOpened(false);
    setDone(t(step === 'pause' ? 'paused' : 'resumed', { number }));
  };
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('title', { number })}
        onClick={() => setOpened(true)}
        data-testid="pause-open"
      >
        {t(paused ? 'openPaused' : 'open')}
      </Button>
      <span role="status" data-testid="pause-done">
        {done}
      </span>
      {opened && (
        <PauseDialog
          attempt_id={attempt_id}
          number={number}
          paused={paused}
          onClose={() => setOpened(false)}
          onDone={finish}
        />
      )}
    </>
  );
}
