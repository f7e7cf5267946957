/// Registering a candidate: the password is made here and shown once.
import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice } from '../../shared';
import { useCandidateText } from './texts';
import { Dialog } from '../../staff/ui/Dialog';
import { newPassword } from '../accounts/password';
import { ShownOnce } from '../accounts/ShownOnce';
import { isBadLogin, isNameless, NOBODY, trimmed } from '../accounts/who';
import { WhoFields } from '../accounts/WhoFields';
import css from '../AdminPage.module.css';
import { useRegister } from '../queries';
import { iinFault } from './iin';

interface NewCandidateDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface Registered {
  readonly login: string;
  readonly personal_number: string;
  readonly password: string;
}

export function NewCandidateDialog({ opened, onClose }: NewCandidateDialogProps) {
  const t = useCandidateText();
  const [registered, setRegistered] = useState<Registered | null>(null);
  const leave = () => {
    setRegistered(null);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={leave}
      // The password is shown once: a slip of the mouse must not take it away.
      insistent={registered !== null}
      title={t(registered ? 'newCandidate.doneTitle' : 'newCandidate.title')}
    >
      {registered ? <Done {...registered} onClose={leave} /> : <Form onRegistered={setRegistered} />}
    </Dialog>
  );
}

function Form({ onRegistered }: { readonly onRegistered: (registered: Registered) => void }) {
  const t = useCandidateText();
  const register = useRegister();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState({ ...NOBODY, iin: '' });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const fault = iinFault(draft.iin);
  // A wrong check digit is told as soon as the number is complete, a missing digit only on sending.
  const iinText =
    fault === 'checksum'
      ? t('newCandidate.iinChecksum')
      : tried && fault
        ? t('newCandidate.iinLength')
        : null;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault || isBadLogin(draft) || isNameless(draft)) return;
    const password = newPassword();
    const { login, display_name } = trimmed(draft);
    register.mutate(
      { login, display_name, iin: draft.iin, password },
      { onSuccess: ({ personal_number }) => onRegistered({ login, personal_number, password }) },
    );
  };

  return (
    <form
      onSubmit={submit}
      noValidate
      autoComplete="off"
      className={css.form}
      data-testid="new-candidate-form"
    >
      <ErrorNotice error={register.error} />
      <WhoFields who={draft} tried={tried} onChange={change} testid="new-candidate" />
      <TextInput
        label={t('newCandidate.iin')}
        description={t('newCandidate.iinHint')}
        withAsterisk
        inputMode="numeric"
        maxLength={12}
        value={draft.iin}
        error={iinText}
        onChange={(event) => change({ iin: event.currentTarget.value.replace(/\D/g, '') })}
        data-testid="new-candidate-iin"
      />
      <div className={css.buttons}>
        <Button type="submit" loading={register.isPending} data-testid="new-candidate-submit">
          {t('newCandidate.submit')}
        </Button>
      </div>
    </form>
  );
}

function Done({ login, personal_number, password, onClose }: Registered & { readonly onClose: () => void }) {
  const t = useCandidateText();
  return (
    <div className={css.form} data-testid="new-candidate-done">
      <p className={css.stack}>
        <strong>{personal_number}</strong>
        <span>{login}</span>
      </p>
      <ShownOnce
        password={password}
        label={t('newCandidate.password')}
        onClose={onClose}
        testid="new-candidate"
      >
        <p className={css.small}>{t('newCandidate.done')}</p>
      </ShownOnce>
    </div>
  );
}
