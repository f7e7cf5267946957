/// What the queue will come to at today's pace, in one or two sentences; a warning before anything is late.
import { formatNumber, useLanguage } from '../../shared';
import { usePace } from '../queries';
import { useProctorText } from '../texts';
import css from './QueuePage.module.css';

export function PaceLine() {
  const t = useProctorText();
  const { language } = useLanguage();
  const { data: pace } = usePace();
  if (!pace || pace.n_waiting === 0) return null;
  const minutes = formatNumber(pace.minutes_a_review, language, 1);
  return (
    <p className={css.pace} data-late={pace.n_late > 0} data-testid="pace" role="status">
      {pace.n_late === 0 ? (
        t('pace.fine')
      ) : (
        <>
          <strong>{t('pace.late', { count: pace.n_late })}</strong>{' '}
          {pace.n_needed === null
            ? t('pace.impossible')
            : t('pace.needed', { n: pace.n_needed, have: pace.n_proctors })}
        </>
      )}{' '}
      {pace.n_measured > 0 ? t('pace.measured', { minutes, n: pace.n_measured }) : t('pace.assumed', { minutes })}
    </p>
  );
}
