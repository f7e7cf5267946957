/// All that was ever added to an attempt's time: how much, on what ground, by whom and why.
import type { Schemas } from '../../../shared';
import { secondsInWords } from '../../../staff/durations';
import { useStaff } from '../../../staff/texts';
import { Loadable } from '../../../staff/ui/Loadable';
import { Moment } from '../../../staff/ui/Moment';
import css from '../../AdminPage.module.css';
import { useAttemptText } from '../texts';
import { useAddedTime } from './data';

export function TimeRecord({ attempt_id }: { readonly attempt_id: string }) {
  const t = useAttemptText();
  const record = useAddedTime(attempt_id);
  return (
    <section aria-label={t('time.record')} data-testid="time-record">
      <h3>{t('time.record')}</h3>
      <Loadable query={record}>
        {(lines) =>
          lines.length === 0 ? (
            <p className={css.small}>{t('time.nothing')}</p>
          ) : (
            <ul>
              {lines.map((line, index) => (
                <Line key={index} line={line} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </section>
  );
}

function Line({ line }: { readonly line: Schemas['TimeAdditionView'] }) {
  const t = useAttemptText();
  const say = useStaff();
  const time = secondsInWords(say, line.seconds);
  return (
    <li>
      <span className={css.stack}>
        <span>
          {t('time.line', { block: line.block_no + 1, time })}, {t(`ground.${line.ground}`)}
        </span>
        <span className={css.small}>
          <Moment at={line.added_at} now={new Date()} /> · {line.author_login ?? t('time.bySystem')}
          {line.reason !== '' && ` · ${line.reason}`}
        </span>
      </span>
    </li>
  );
}
