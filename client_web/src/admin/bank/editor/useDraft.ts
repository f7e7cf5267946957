/// The item being written: its state, what is kept of it on this computer, and whether it is saved.
import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useSession } from '../../../shared';
import type { ItemDraft } from '../types';
import { type KeptDraft, LocalDraft } from './localDraft';

const KEEP_AFTER_MS = 800;

export function useDraft(what: string, base: ItemDraft, base_version_id: string) {
  const account = useSession().data?.account?.id ?? '';
  const local = useMemo(() => new LocalDraft(localStorage, account, what), [account, what]);
  const [draft, setDraft] = useState(base);
  const [saved, setSaved] = useState(base);
  const [offered, setOffered] = useState<KeptDraft | null>(() => local.read(new Date()));
  const [kept, setKept] = useState<'nothing' | 'kept' | 'impossible'>('nothing');
  const keep = useDebouncedCallback((changed: ItemDraft) => {
    setKept(local.keep(changed, base_version_id, new Date()) ? 'kept' : 'impossible');
  }, KEEP_AFTER_MS);

  const change = useCallback(
    (step: (before: ItemDraft) => ItemDraft) => {
      setOffered(null);
      setDraft((before) => {
        const after = step(before);
        keep(after);
        return after;
      });
    },
    [keep],
  );
  return {
    draft,
    change,
    dirty: draft !== saved,
    kept,
    offered: offered !== null && JSON.stringify(offered.draft) !== JSON.stringify(base) ? offered : null,
    takeOffered: () => {
      if (offered) setDraft(offered.draft);
      setOffered(null);
    },
    dropOffered: () => {
      local.forget();
      setOffered(null);
    },
    /** The server has it: nothing is kept here any more. */
    done: () => {
      keep.cancel();
      local.forget();
      setSaved(draft);
    },
  };
}
