/// The reviews an item's version goes through: who decided what, and what the reader may decide.
import { formatDateTime, useLanguage } from '../../../shared';
import { Badge, type Tone } from '../../../staff/ui/Badge';
import { DecideForm } from '../review/DecideForm';
import { useBank } from '../texts';
import type { BankSchemas, VersionView } from '../types';
import css from '../ui/BankPage.module.css';

const TONES: Readonly<Record<string, Tone>> = { approved: 'good', changes: 'look', rejected: 'late' };

export function StagesPanel({ version }: { readonly version: VersionView }) {
  const t = useBank();
  const seen = version.status === 'review' || version.stages.some(({ decision }) => decision !== null);
  if (!seen) return null;
  return (
    <section className={css.panel} aria-labelledby="stages">
      <h2 id="stages">{t('stages.title')}</h2>
      <p className={css.quiet}>{t(version.mine ? 'stages.own' : 'stages.fourEyes')}</p>
      <ul className={css.list}>
        {version.stages.map((stage) => (
          <StageRow key={stage.stage} stage={stage} open={version.status === 'review'} />
        ))}
      </ul>
      {version.status === 'review' && (
        <DecideForm
          version_id={version.id}
          stages={version.stages
            .filter(({ mine, decision }) => mine && decision === null)
            .map(({ stage }) => stage)}
        />
      )}
    </section>
  );
}

function StageRow({ stage, open }: { readonly stage: BankSchemas['StageState']; readonly open: boolean }) {
  const t = useBank();
  const { language } = useLanguage();
  const { decision } = stage;
  return (
    <li className={css.row} data-testid="stage" data-stage={stage.stage} data-decision={decision ?? 'none'}>
      <strong>{t(`stage.${stage.stage}`)}</strong>
      {decision ? (
        <Badge tone={TONES[decision] ?? 'calm'}>{t(`decision.${decision}`)}</Badge>
      ) : (
        open && <Badge>{t(stage.mine ? 'stages.waitsForYou' : 'stages.waits')}</Badge>
      )}
      {stage.reviewer !== null && stage.decided_at !== null && (
        <span className={css.quiet}>
          {stage.reviewer}, {formatDateTime(stage.decided_at, language)}
        </span>
      )}
      {stage.comment !== '' && <q>{stage.comment}</q>}
    </li>
  );
}
