/// Where the candidate is on the way: rules, devices, test, result.
import { useText } from '../texts';
import css from './Steps.module.css';

const STEPS = ['rules', 'devices', 'start', 'result'] as const;
export type StepName = (typeof STEPS)[number];

export function Steps({ current }: { readonly current: StepName }) {
  const t = useText();
  const reached = STEPS.indexOf(current);
  return (
    <ol className={css.steps} aria-label={t('steps.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          data-reached={index < reached ? 'past' : index === reached ? 'here' : 'ahead'}
        >
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
