/// The time of the block is over: what happens to the last answers.
import css from './TestRoom.module.css';
import { useTestText } from './texts';

export function TimeUpNotice({ nWaiting }: { readonly nWaiting: number }) {
  const t = useTestText();
  return (
    <div role="alert" className={css.time_up} data-testid="time-up">
      <strong>{t('test.time_up')}</strong>
      <p>{nWaiting > 0 ? t('test.time_up_sending', { count: nWaiting }) : t('test.time_up_closing')}</p>
    </div>
  );
}
