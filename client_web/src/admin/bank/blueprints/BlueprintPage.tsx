/// Writing a blueprint: parts, strata, rules; whether the bank fills it; a form drawn for a look.
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Loadable } from '../../../staff/ui/Loadable';
import { useBlueprint, useCreateBlueprint, useSaveBlueprint } from '../queries/blueprints';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import { newBlueprint } from './blueprint';
import { BlueprintForm } from './BlueprintForm';
import { SamplePanel } from './SamplePanel';
import { useBlueprintText } from './texts';
import { UsePanel } from './UsePanel';

export default function BlueprintPage({ blueprint_id }: { readonly blueprint_id: string }) {
  return blueprint_id === 'new' ? <New /> : <Existing blueprint_id={blueprint_id} />;
}

function New() {
  const t = useBlueprintText();
  const [, navigate] = useLocation();
  const [blank] = useState(newBlueprint);
  const create = useCreateBlueprint();
  return (
    <BankPage title={t('edit.new')}>
      <BlueprintForm
        base={blank}
        saving={create.isPending}
        error={create.error}
        onSave={(draft, note, done) =>
          create.mutate(
            { draft, note },
            {
              onSuccess: ({ row }) => {
                done();
                navigate(`/bank/blueprints/${row.id}`);
              },
            },
          )
        }
      />
    </BankPage>
  );
}

function Existing({ blueprint_id }: { readonly blueprint_id: string }) {
  const t = useBlueprintText();
  const blueprint = useBlueprint(blueprint_id);
  return (
    <BankPage title={blueprint.data?.row.name ?? t('edit.title')} lead={t('edit.lead')}>
      <Loadable query={blueprint}>
        {(detail) => (
          <>
            <UsePanel detail={detail} />
            <Edit key={detail.row.no} detail={detail} />
            <SamplePanel blueprint_id={blueprint_id} no={detail.row.no} />
          </>
        )}
      </Loadable>
    </BankPage>
  );
}

function Edit({ detail }: { readonly detail: BankSchemas['BlueprintDetail'] }) {
  const save = useSaveBlueprint(detail.row.id);
  return (
    <BlueprintForm
      base={detail.newest}
      saving={save.isPending}
      error={save.error}
      onSave={(draft, note, done) =>
        save.mutate({ base_no: detail.row.no, draft, note }, { onSuccess: done })
      }
    />
  );
}
