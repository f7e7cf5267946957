/// The record of what a proctor said and did in an attempt, and what its page confirmed.
import { ErrorNotice, formatTimeWithSeconds } from '../../../shared';
import { useInterventionText } from '../../../shared/interventions/texts';
import type { Intervention } from '../wall';
import css from './ActDialog.module.css';
import { useRecord } from './data';
import { statusInWords } from './status';
import { useActText } from './texts';

interface RecordProps {
  readonly attempt_id: string;
  /** The attempt is in progress: its page may still confirm something. */
  readonly going: boolean;
}

export function Record({ attempt_id, going }: RecordProps) {
  const t = useActText();
  const record = useRecord(attempt_id, going);
  return (
    <>
      <ErrorNotice error={record.error} />
      {record.data?.length === 0 && <p>{t('recordEmpty')}</p>}
      <ul className={css.record}>
        {record.data?.toReversed().map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}

function Line({ one }: { readonly one: Intervention }) {
  const t = useActText();
  const names = useInterventionText();
  const words = one.set_text ? names(`set.${one.set_text}`) : one.text;
  return (
    <li data-testid="act-line" data-kind={one.kind} data-seen={one.seen_at !== null}>
      <span className={css.at}>{formatTimeWithSeconds(one.sent_at)}</span>
      <span>
        <strong>{names(`kind.${one.kind}`)}</strong>
        {words && `: ${words}`}
        <br />
        <span className={css.status}>{statusInWords(t, one)}</span>
      </span>
    </li>
  );
}
