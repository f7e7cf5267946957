/// Writing a stimulus in two languages, with what candidates will see beside it.
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Loadable } from '../../../staff/ui/Loadable';
import { type StimulusDraft, useCreateStimulus, useSaveStimulus, useStimulus } from '../queries/stimuli';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import { StimulusHistory } from './StimulusHistory';
import { KINDS, newStimulus } from './stimulus';
import { StimulusForm } from './StimulusForm';
import { useStimuliText } from './texts';

export function NewStimulusPage({ kind }: { readonly kind: string }) {
  const t = useStimuliText();
  const [, navigate] = useLocation();
  const known = KINDS.find((one) => one === kind) ?? 'text';
  const [blank] = useState(() => newStimulus(known));
  const create = useCreateStimulus();
  return (
    <BankPage title={t('edit.new', { kind: t(`kind.${known}`) })}>
      <StimulusForm
        base={blank}
        codeFixed={false}
        saving={create.isPending}
        error={create.error}
        onSave={(draft, note, done) =>
          create.mutate(
            { draft, note },
            {
              onSuccess: () => {
                done();
                navigate('/bank/stimuli');
              },
            },
          )
        }
      />
    </BankPage>
  );
}

export function EditStimulusPage({ stimulus_id }: { readonly stimulus_id: string }) {
  const t = useStimuliText();
  const stimulus = useStimulus(stimulus_id);
  return (
    <BankPage title={t('edit.title', { code: stimulus.data?.row.code ?? '' })} lead={t('edit.lead')}>
      <Loadable query={stimulus}>
        {(detail) => (
          <>
            <Edit key={detail.versions[0]?.id} detail={detail} />
            <StimulusHistory detail={detail} />
          </>
        )}
      </Loadable>
    </BankPage>
  );
}

function Edit({ detail }: { readonly detail: BankSchemas['StimulusDetail'] }) {
  const save = useSaveStimulus(detail.row.id);
  const base: StimulusDraft = detail.newest;
  return (
    <StimulusForm
      base={base}
      codeFixed
      saving={save.isPending}
      error={save.error}
      onSave={(draft, note, done) =>
        save.mutate({ base_version_id: detail.versions[0]?.id ?? '', draft, note }, { onSuccess: done })
      }
    />
  );
}
