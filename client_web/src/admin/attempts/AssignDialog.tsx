/// Assigning an attempt: candidate, programme and the window of time, checked before sending.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, formatWindow, local, type Schemas, useLanguage } from '../../shared';
import { fromField, toField } from '../../staff/astana';
import { type Say, useStaff } from '../../staff/texts';
import { Dialog } from '../../staff/ui/Dialog';
import { Loading } from '../../staff/ui/Loadable';
import css from '../AdminPage.module.css';
import { useVersions } from '../programmes/data';
import { directedSections } from '../programmes/summary';
import { useAssign, useCandidates, useProgrammes } from '../queries';
import { DirectionField } from './DirectionField';
import { accommodationsOf, NO_NEEDS, readPercent } from './needs';
import { NeedsFields } from './NeedsFields';
import { proposedWindow, type WindowFault, windowFault } from './window';

interface AssignDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAssigned: (row: Schemas['AdminAttemptRow']) => void;
}

export function AssignDialog(props: AssignDialogProps) {
  const t = useStaff();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t('assign.title')}>
      <AssignLoaded {...props} />
    </Dialog>
  );
}

function AssignLoaded(props: AssignDialogProps) {
  const t = useStaff();
  const [candidates, programmes] = [useCandidates(), useProgrammes()];
  const error = candidates.error ?? programmes.error;
  if (error) return <ErrorNotice error={error} />;
  if (!candidates.data || !programmes.data) return <Loading />;
  if (candidates.data.length === 0) return <p>{t('assign.noCandidates')}</p>;
  return <AssignForm {...props} candidates={candidates.data} programmes={programmes.data} />;
}

interface AssignFormProps extends AssignDialogProps {
  readonly candidates: readonly Schemas['CandidateRow'][];
  readonly programmes: readonly Schemas['ProgrammeView'][];
}

function AssignForm({ candidates, programmes, onClose, onAssigned }: AssignFormProps) {
  const t = useStaff();
  const { language } = useLanguage();
  const assign = useAssign();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(() => firstDraft(programmes));
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const programme = programmes.find(({ id }) => id === draft.programme_id);
  const directed = useDirected(programme);
  const limit_s = withExtra(programme?.limit_s ?? 0, readPercent(draft.needs.percent) ?? 0);
  const minutes = Math.ceil(limit_s / 60);
  const [opens_at, closes_at] = [fromField(draft.opens), fromField(draft.closes)];
  const fault = windowFault({ opens_at, closes_at }, limit_s, new Date());
  const faultText = tried && fault ? faultInWords(t, fault, minutes) : null;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.candidate_id === '' || !programme || fault || !opens_at || !closes_at) return;
    if (readPercent(draft.needs.percent) === null || (directed.section_id && draft.direction === '')) return;
    assign.mutate(
      {
        candidate_id: draft.candidate_id,
        programme_id: programme.id,
        window_opens_at: opens_at.toISOString(),
        window_closes_at: closes_at.toISOString(),
        accommodations: accommodationsOf(draft.needs),
        direction: directed.section_id ? draft.direction : null,
      },
      {
        onSuccess(row) {
          onAssigned(row);
          onClose();
        },
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate className={css.form} data-testid="assign-form">
      <ErrorNotice error={assign.error} />
      <NativeSelect
        label={t('assign.candidate')}
        withAsterisk
        value={draft.candidate_id}
        data={[
          { value: '', label: t('assign.candidateChoose') },
          ...candidates.map((each) => ({ value: each.id, label: `${each.personal_number} · ${each.login}` })),
        ]}
        error={tried && draft.candidate_id === '' ? t('assign.candidateMissing') : null}
        onChange={(event) => change({ candidate_id: event.currentTarget.value })}
        data-testid="assign-candidate"
      />
      <NativeSelect
        label={t('assign.programme')}
        withAsterisk
        value={draft.programme_id}
        data={programmes.map((each) => ({ value: each.id, label: local(each.title, language) }))}
        error={tried && !programme ? t('assign.programmeMissing') : null}
        onChange={(event) => change({ programme_id: event.currentTarget.value, direction: '' })}
        data-testid="assign-programme"
      />
      <ErrorNotice error={directed.error} />
      {directed.section_id && (
        <DirectionField
          section_id={directed.section_id}
          value={draft.direction}
          tried={tried}
          onChange={(direction) => change({ direction })}
        />
      )}
      <TextInput
        type="datetime-local"
        label={t('assign.opens')}
        withAsterisk
        value={draft.opens}
        error={fault === 'timeMissing' && opens_at === null ? faultText : null}
        onChange={(event) => change({ opens: event.currentTarget.value })}
        data-testid="assign-opens"
      />
      <TextInput
        type="datetime-local"
        label={t('assign.closes')}
        description={t('assign.windowHint', { minutes })}
        withAsterisk
        value={draft.closes}
        error={fault === 'timeMissing' && closes_at !== null ? null : faultText}
        onChange={(event) => change({ closes: event.currentTarget.value })}
        data-testid="assign-closes"
      />
      {/* The browser writes the two fields in its own language; here they stand in the page's. */}
      {opens_at && closes_at && <p className={css.small}>{formatWindow(opens_at, closes_at, language)}</p>}
      <NeedsFields needs={draft.needs} tried={tried} onChange={(needs) => change({ needs })} />
      <div className={css.buttons}>
        <Button
          type="submit"
          loading={assign.isPending}
          disabled={directed.isPending}
          data-testid="assign-submit"
        >
          {t('assign.submit')}
        </Button>
      </div>
    </form>
  );
}

/** The section whose task is drawn by direction, if there is one: the newest version's document tells. */
function useDirected(programme: Schemas['ProgrammeView'] | undefined) {
  const asks = programme?.blocks.some(({ kind }) => kind === 'essay') ?? false;
  const versions = useVersions(programme?.id ?? '', asks);
  const newest = asks ? versions.data?.[0] : undefined;
  return {
    section_id: newest && directedSections(newest.document)[0],
    isPending: asks && versions.isPending,
    error: asks ? versions.error : null,
  };
}

const withExtra = (limit_s: number, percent: number): number => Math.ceil((limit_s * (100 + percent)) / 100);

function faultInWords(t: Say, fault: WindowFault, minutes: number): string {
  return fault === 'short' ? t('assign.short', { minutes }) : t(`assign.${fault}`);
}

function firstDraft(programmes: readonly Schemas['ProgrammeView'][]) {
  const proposed = proposedWindow(new Date());
  return {
    candidate_id: '',
    programme_id: programmes[0]?.id ?? '',
    direction: '',
    needs: NO_NEEDS,
    opens: toField(proposed.opens_at),
    closes: toField(proposed.closes_at),
  };
}
