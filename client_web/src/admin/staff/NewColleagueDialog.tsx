/// Adding a colleague: the first password is made here and shown once.
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, type Schemas } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import { newPassword } from '../accounts/password';
import { ShownOnce } from '../accounts/ShownOnce';
import { isBadLogin, isNameless, NOBODY, trimmed, type Who } from '../accounts/who';
import { WhoFields } from '../accounts/WhoFields';
import css from '../AdminPage.module.css';
import { useAddColleague } from './data';
import { useColleagueText } from './texts';

interface Draft extends Who {
  readonly role: Schemas['NewColleague']['role'];
  readonly is_senior: boolean;
}
type Added = Pick<Schemas['NewColleague'], 'login' | 'role' | 'password'>;

const ROLES = ['proctor', 'marker', 'administrator'] as const;
const EMPTY: Draft = { ...NOBODY, role: 'proctor', is_senior: false };

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
  const { role } = draft;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBadLogin(draft) || isNameless(draft)) return;
    const { login, display_name } = trimmed(draft);
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
      <WhoFields who={draft} tried={tried} onChange={change} testid="colleague" />
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
  return (
    <div className={css.form} data-testid="colleague-added">
      <p>
        <strong>{login}</strong>, {t(`role.${role}`)}
      </p>
      <ShownOnce password={password} label={t('password')} onClose={onClose} testid="colleague">
        <p className={css.small}>{t('once')}</p>
        {role === 'administrator' && <p className={css.small}>{t('twoPeople')}</p>}
      </ShownOnce>
    </div>
  );
}
