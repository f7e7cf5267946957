/// The signed-in person's name and the way out, in the header.
import type { ReactNode } from 'react';
import { useShared } from '../i18n';
import type { Schemas } from '../net/api';
import { useSignOut } from '../net/session';
import css from './AccountBar.module.css';

interface AccountBarProps {
  readonly account: Schemas['AccountView'];
  /** What else belongs to the account, between the name and the way out. */
  readonly children?: ReactNode;
}

export function AccountBar({ account, children }: AccountBarProps) {
  const t = useShared();
  const signOut = useSignOut();
  return (
    <div className={css.account}>
      <span className={css.name}>
        <span className="visually-hidden">{t('shell.signed_in_as', { name: '' })}</span>
        {account.display_name}
      </span>
      {children}
      <button
        type="button"
        className={css.out}
        disabled={signOut.isPending}
        data-testid="sign-out"
        onClick={() => signOut.mutate()}
      >
        {t('shell.sign_out')}
      </button>
    </div>
  );
}
