/// The signed-in person's name and the way out, in the header.
import { useShared } from '../i18n';
import type { Schemas } from '../net/api';
import { useSignOut } from '../net/session';
import css from './AccountBar.module.css';

export function AccountBar({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = useShared();
  const signOut = useSignOut();
  return (
    <div className={css.account}>
      <span className={css.name}>
        <span className="visually-hidden">{t('shell.signed_in_as', { name: '' })}</span>
        {account.display_name}
      </span>
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
