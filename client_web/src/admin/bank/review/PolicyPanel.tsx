/// Which reviews the bank's items need before they may be used.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../../../shared';
import { Loadable } from '../../../staff/ui/Loadable';
import { usePolicy, useSavePolicy } from '../queries/reviews';
import { useBank } from '../texts';
import type { BankSchemas, Stage } from '../types';
import css from '../ui/BankPage.module.css';

const STAGES: readonly Stage[] = ['content', 'language_kk', 'language_ru', 'legal', 'psychometric'];
/** Without these no version may be drawn: every item is approved in both languages. */
const ALWAYS: ReadonlySet<Stage> = new Set(['language_kk', 'language_ru']);

export function PolicyPanel() {
  const t = useBank();
  const policy = usePolicy();
  return (
    <section className={css.panel} aria-labelledby="policy">
      <h2 id="policy">{t('policy.title')}</h2>
      <Loadable query={policy}>{(view) => <Form key={JSON.stringify(view)} policy={view} />}</Loadable>
    </section>
  );
}

function Form({ policy }: { readonly policy: BankSchemas['PolicyView'] }) {
  const t = useBank();
  const save = useSavePolicy();
  const [draft, setDraft] = useState(policy);
  const toggle = (stage: Stage) =>
    setDraft({
      ...draft,
      stages: STAGES.filter((one) =>
        one === stage ? !draft.stages.includes(one) : draft.stages.includes(one),
      ),
    });
  return (
    <div className={css.stack}>
      <p className={css.quiet}>{t('policy.lead')}</p>
      {STAGES.map((stage) => (
        <Checkbox
          key={stage}
          label={t(`stage.${stage}`)}
          description={t(`stageHint.${stage}`)}
          checked={draft.stages.includes(stage)}
          disabled={ALWAYS.has(stage) && draft.stages.includes(stage)}
          onChange={() => toggle(stage)}
        />
      ))}
      <Checkbox
        label={t('policy.pilot')}
        description={t('policy.pilotHint')}
        checked={draft.pilot_required}
        onChange={() => setDraft({ ...draft, pilot_required: !draft.pilot_required })}
      />
      <ErrorNotice error={save.error} />
      <div className={css.row}>
        <Button
          variant="default"
          loading={save.isPending}
          disabled={JSON.stringify(draft) === JSON.stringify(policy)}
          onClick={() => save.mutate(draft)}
        >
          {t('policy.save')}
        </Button>
      </div>
    </div>
  );
}
