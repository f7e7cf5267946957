/// The present password, the new one, and the new one again.
import { Button, PasswordInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { useChangePassword } from './data';
import { type Draft, EMPTY, faultsOf, FEWEST_SIGNS } from './faults';
import css from './Password.module.css';
import { usePasswordText } from './texts';

interface PasswordFormProps {
  readonly login: string;
  /** The present one was given by an administrator. */
  readonly first: boolean;
}

export function PasswordForm({ login, first }: PasswordFormProps) {
  const t = usePasswordText();
  const common = useShared();
  const change = useChangePassword();
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    change.mutate(
      { old_password: draft.old, new_password: draft.next },
      {
        onSuccess() {
          setDraft(EMPTY);
          setTried(false);
        },
      },
    );
  };

  const field = (name: keyof Draft) => {
    const fault = tried ? faults[name] : undefined;
    return {
      name,
      withAsterisk: true,
      maxLength: 200,
      value: draft[name],
      error: fault && (fault === 'missing' ? common('sign_in.required') : t(fault, { n: FEWEST_SIGNS })),
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        const { value } = event.currentTarget;
        setDraft((before) => ({ ...before, [name]: value }));
      },
      visibilityToggleButtonProps: { 'aria-label': common('sign_in.show_password') },
      'data-testid': `password-${name}`,
    };
  };

  return (
    <form className={css.form} onSubmit={submit} noValidate data-testid="password-form">
      <ErrorNotice error={change.error} />
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <PasswordInput
        {...field('old')}
        label={t(first ? 'first.old' : 'old')}
        autoComplete="current-password"
      />
      <PasswordInput
        {...field('next')}
        label={t('next')}
        description={t('hint', { n: FEWEST_SIGNS })}
        autoComplete="new-password"
      />
      <PasswordInput {...field('again')} label={t('again')} autoComplete="new-password" />
      <Button type="submit" size="md" loading={change.isPending} data-testid="password-save">
        {t('save')}
      </Button>
      <p role="status" className={css.saved} data-testid="password-saved">
        {change.isSuccess && !first && t('saved')}
      </p>
    </form>
  );
}
