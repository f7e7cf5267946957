/// The tile's way to the pause, and what came of it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Step } from './data';
import { PauseDialog } from './PauseDialog';
import { usePauseText } from './texts';

interface PauseControlProps {
  readonly attempt_id: string;
  readonly number: string;
}

export function PauseControl({ attempt_id, number }: PauseControlProps) {
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
        {t('open')}
      </Button>
      <span role="status" data-testid="pause-done">
        {done}
      </span>
      {opened && (
        <PauseDialog
          attempt_id={attempt_id}
          number={number}
          onClose={() => setOpened(false)}
          onDone={finish}
        />
      )}
    </>
  );
}
