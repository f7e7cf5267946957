/// Writing an item: a new one of a kind, or the next version of one there is.
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Loadable } from '../../../staff/ui/Loadable';
import { useCreateItem, useItem, useSaveVersion } from '../queries/items';
import { useBank } from '../texts';
import type { BankItemDetail, InteractionKind } from '../types';
import { BankPage } from '../ui/BankPage';
import { KINDS, newItem } from './draft';
import { Editor } from './Editor';

/** `kind` comes from the address; one that is none begins a choice item. */
export function NewItemPage({ kind }: { readonly kind: string }) {
  const t = useBank();
  const [, navigate] = useLocation();
  const known: InteractionKind = KINDS.find((one) => one === kind) ?? 'choice';
  const [blank] = useState(() => newItem(known));
  const create = useCreateItem();
  return (
    <BankPage title={t('edit.newTitle')} lead={t(`kindHint.${known}`)}>
      <Editor
        what={`new-${known}`}
        base={blank}
        base_version_id=""
        codeFixed={false}
        saving={create.isPending}
        error={create.error}
        onSave={(draft, note, done) =>
          create.mutate(
            { draft, note },
            {
              onSuccess: ({ row }) => {
                done();
                navigate(`/bank/items/${row.id}`);
              },
            },
          )
        }
      />
    </BankPage>
  );
}

export function EditItemPage({ item_id }: { readonly item_id: string }) {
  const t = useBank();
  const item = useItem(item_id);
  return (
    <BankPage title={t('edit.title', { code: item.data?.row.code ?? '' })} lead={t('edit.lead')}>
      {/* What arrives later (a save of somebody else's) must not replace what is being written. */}
      <Loadable query={item}>{(detail) => <NextVersion first={detail} />}</Loadable>
    </BankPage>
  );
}

function NextVersion({ first }: { readonly first: BankItemDetail }) {
  const [item] = useState(first);
  const [, navigate] = useLocation();
  const save = useSaveVersion(item.row.id);
  return (
    <Editor
      what={item.row.id}
      base={item.newest.content}
      base_version_id={item.newest.id}
      codeFixed
      saving={save.isPending}
      error={save.error}
      onSave={(draft, note, done) =>
        save.mutate(
          { base_version_id: item.newest.id, draft, note },
          {
            onSuccess: () => {
              done();
              navigate(`/bank/items/${item.row.id}`);
            },
          },
        )
      }
    />
  );
}
