/// Adding a colleague: the first password is made here and shown once.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, type Schemas } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import { newPassword } from '../candidates/password';
import { useAddColleague } from './data';
import { useColleagueText } from './texts';

type Draft = Pick<Schemas['NewColleague'], 'login' | 'display_name' | 'role'> & {
  readonly is_senior: boolean;
};
type Added = Pick<Schemas['NewColleague'], 'login' | 'role' | 'password'>;

/** The server's own rule for logins. */
const LOGIN = /^[A-Za-z0-9._@-]{3,100}$/;
const ROLES = ['proctor', 'marker', 'administrator'] as const;
const EMPTY: Draft = { login: '', display_name: '', role: 'proctor', is_senior: false };

interface NewColleagueDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewColleagueDialog({ opened, onClose }: NewColleagueDialogProps) {
  const t = useColleagueText();
  const [added, setAdded] = useState<Added | null>(null);
  const leave = () => {
    setAdded(null);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={leave}
      // The password is shown once: a slip of the mouse must not take it away.
      insistent={added !== null}
      title={t(added ? 'added' : 'new')}
    >
      {added ? <Done {...added} onClose={leave} /> : <Form onAdded={setAdded} />}
    </Dialog>
  );
}

function Form({ onAdded }: { readonly onAdded: (added: Added) => void }) {
  const t = useColleagueText();
  const add = useAddColleague();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(EMPTY);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const [login, display_name] = [draft.login.trim(), draft.display_name.trim()];
  const badLogin = !LOGIN.test(login);
  const { role } = draft;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (badLogin || display_name === '') return;
    const password = newPassword();
    const is_senior = role === 'proctor' && draft.is_senior;
    add.mutate(
      { login, display_name, role, is_senior, password, language: 'kk' },
      { onSuccess: () => onAdded({ login, role, password }) },
    );
  };

  return (
    <form
      onSubmit={submit}
      noValidate
      autoComplete="off"
      className={css.form}
      data-testid="new-colleague-form"
    >
      <ErrorNotice error={add.error} />
      <TextInput
        label={t('login')}
        withAsterisk
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        value={draft.login}
        error={tried && badLogin ? t('loginBad') : null}
        onChange={(event) => change({ login: event.currentTarget.value })}
        data-testid="colleague-login"
      />
      <TextInput
        label={t('name')}
        withAsterisk
        maxLength={200}
        value={draft.display_name}
        error={tried && display_name === '' ? t('nameMissing') : null}
        onChange={(event) => change({ display_name: event.currentTarget.value })}
        data-testid="colleague-name"
      />
      <NativeSelect
        label={t('role')}
        value={role}
        data={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        onChange={(event) => change({ role: event.currentTarget.value as Draft['role'] })}
        data-testid="colleague-role"
      />
      {role === 'proctor' && (
        <Checkbox
          label={t('senior')}
          description={t('seniorHint')}
          checked={draft.is_senior}
          onChange={(event) => change({ is_senior: event.currentTarget.checked })}
          data-testid="colleague-senior"
        />
      )}
      {role === 'administrator' && <p className={css.small}>{t('twoPeople')}</p>}
      <div className={css.buttons}>
        <Button type="submit" loading={add.isPending} data-testid="colleague-submit">
          {t('add')}
        </Button>
      </div>
    </form>
  );
}

function Done({ login, role, password, onClose }: Added & { readonly onClose: () => void }) {
  const t = useColleagueText();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(password).then(() => setCopied(true));
  return (
    <div className={css.form} data-testid="colleague-added">
      <p>
        <strong>{login}</strong>, {t(`role.${role}`)}
      </p>
      <div>
        <span id="colleague-password">{t('password')}</span>
        <code className={css.password} aria-labelledby="colleague-password" data-testid="colleague-password">
          {password}
        </code>
      </div>
      <p className={css.small}>{t('once')}</p>
      {role === 'administrator' && <p className={css.small}>{t('twoPeople')}</p>}
      <div className={css.buttons}>
        <span role="status">{copied && t('copied')}</span>
        <Button variant="default" onClick={copy}>
          {t('copy')}
        </Button>
        <Button onClick={onClose} data-testid="colleague-close">
          {t('ready')}
        </Button>
      </div>
    </div>
  );
}
