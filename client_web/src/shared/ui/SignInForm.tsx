/// Signing in with a login and a password; the same form for candidates and staff.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useShared } from '../i18n';
import { useSignIn } from '../net/session';
import { ErrorNotice } from './ErrorNotice';
import css from './SignInForm.module.css';

export function SignInForm() {
  const t = useShared();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && value.trim() === '' ? t('sign_in.required') : null);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (login.trim() !== '' && password !== '') signIn.mutate({ login, password });
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate data-testid="sign-in-form">
      <ErrorNotice error={signIn.error} />
      <TextInput
        label={t('sign_in.login')}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        value={login}
        error={missing(login)}
        onChange={(event) => setLogin(event.currentTarget.value)}
        data-testid="sign-in-login"
      />
      <PasswordInput
        label={t('sign_in.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        error={missing(password)}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show_password') }}
        data-testid="sign-in-password"
      />
      <Button type="submit" size="md" loading={signIn.isPending} data-testid="sign-in-submit">
        {t('sign_in.submit')}
      </Button>
    </form>
  );
}
