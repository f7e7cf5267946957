/// Registering a candidate: the password is made here and shown once.
import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice } from '../../shared';
import { useCandidateText } from './texts';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { useRegister } from '../queries';
import { iinFault } from './iin';
import { newPassword } from './password';

interface NewCandidateDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface Registered {
  readonly login: string;
  readonly personal_number: string;
  readonly password: string;
}

/** The server's own rule for logins. */
const LOGIN = /^[A-Za-z0-9._@-]{3,100}$/;

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
  const [draft, setDraft] = useState({ login: '', display_name: '', iin: '' });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const login = draft.login.trim();
  const fault = iinFault(draft.iin);
  const badLogin = !LOGIN.test(login);
  const noName = draft.display_name.trim() === '';
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
    if (fault || badLogin || noName) return;
    const password = newPassword();
    register.mutate(
      { login, display_name: draft.display_name.trim(), iin: draft.iin, password },
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
      <TextInput
        label={t('newCandidate.login')}
        description={t('newCandidate.loginHint')}
        withAsterisk
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        value={draft.login}
        error={tried && badLogin ? t('newCandidate.loginBad') : null}
        onChange={(event) => change({ login: event.currentTarget.value })}
        data-testid="new-candidate-login"
      />
      <TextInput
        label={t('newCandidate.name')}
        withAsterisk
        maxLength={200}
        value={draft.display_name}
        error={tried && noName ? t('newCandidate.nameMissing') : null}
        onChange={(event) => change({ display_name: event.currentTarget.value })}
        data-testid="new-candidate-name"
      />
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
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(password).then(() => setCopied(true));
  return (
    <div className={css.form} data-testid="new-candidate-done">
      <p className={css.stack}>
        <strong>{personal_number}</strong>
        <span>{login}</span>
      </p>
      <div>
        <span id="new-password">{t('newCandidate.password')}</span>
        <code className={css.password} aria-labelledby="new-password" data-testid="new-candidate-password">
          {password}
        </code>
      </div>
      <p className={css.small}>{t('newCandidate.done')}</p>
      <div className={css.buttons}>
        <span role="status">{copied && t('newCandidate.copied')}</span>
        <Button variant="default" onClick={copy}>
          {t('newCandidate.copy')}
        </Button>
        <Button onClick={onClose} data-testid="new-candidate-close">
          {t('newCandidate.close')}
        </Button>
      </div>
    </div>
  );
}
