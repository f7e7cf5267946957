/// The steps an item's version may take next, each with what it means; the weighty ones ask for a reason.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSetStatus, useSubmit } from '../queries/reviews';
import { useBank } from '../texts';
import type { ItemStatus, VersionView } from '../types';
import css from '../ui/BankPage.module.css';
import { BankNotice } from '../ui/BankNotice';
import { Confirm } from '../ui/Confirm';

const WEIGHTY: ReadonlySet<ItemStatus> = new Set(['suspended', 'retired']);

export function StatusActions({ version }: { readonly version: VersionView }) {
  const t = useBank();
  const setStatus = useSetStatus();
  const submit = useSubmit();
  const [asked, setAsked] = useState<ItemStatus | null>(null);
  const from = version.status;
  const takenUp = from === 'suspended' || from === 'retired';
  return (
    <div className={css.row}>
      {version.status === 'draft' && version.newest && (
        <Button
          loading={submit.isPending}
          onClick={() => submit.mutate(version.id)}
          data-testid="submit-review"
        >
          {t('step.review')}
        </Button>
      )}
      <BankNotice error={submit.error} />
      {version.next.map((status) => (
        <Button
          key={status}
          variant={WEIGHTY.has(status) ? 'default' : 'filled'}
          onClick={() => setAsked(status)}
          data-testid={`to-${status}`}
        >
          {t(from === 'review' && status === 'draft' ? 'step.withdraw' : `step.${status}`)}
        </Button>
      ))}
      <Confirm
        opened={asked !== null}
        title={asked === null ? '' : t(`step.${asked}`)}
        action={asked === null ? '' : t(`step.${asked}`)}
        reason={asked !== null && (WEIGHTY.has(asked) || takenUp) ? 'required' : 'optional'}
        pending={setStatus.isPending}
        error={setStatus.error}
        onClose={() => {
          setAsked(null);
          setStatus.reset();
        }}
        onConfirm={(reason) =>
          asked !== null &&
          setStatus.mutate(
            { version_id: version.id, body: { status: asked, reason } },
            { onSuccess: () => setAsked(null) },
          )
        }
      >
        {asked !== null && <p>{t(`stepHint.${asked}`)}</p>}
      </Confirm>
    </div>
  );
}
