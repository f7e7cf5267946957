/// One step of the device check: its state as a shape and a word, and what to do.
import type { ReactNode } from 'react';
import { useText } from '../texts';
import css from './DeviceCheckPage.module.css';
import type { StepName, StepState, StepVerdict } from './verdicts';

const SIGNS: Readonly<Record<StepState, string>> = { idle: '·', checking: '…', ok: '✓', warn: '!', bad: '✕' };

interface CheckStepProps {
  readonly name: StepName;
  readonly verdict: StepVerdict;
  readonly children?: ReactNode;
}

export function CheckStep({ name, verdict, children }: CheckStepProps) {
  const t = useText();
  const sentence = `check.${name}.${verdict.reason}` as 'check.camera.good';
  return (
    <li
      className={css.step}
      data-testid={`check-${name}`}
      data-state={verdict.state}
      data-reason={verdict.reason}
    >
      <span className={css.sign} aria-hidden>
        {SIGNS[verdict.state]}
      </span>
      <div>
        <strong>{t(`check.${name}.name`)}</strong>
        <span className={css.word}>{t(`check.state_${verdict.state}`)}</span>
        <p>
          {t(sentence)} {children}
        </p>
      </div>
    </li>
  );
}
