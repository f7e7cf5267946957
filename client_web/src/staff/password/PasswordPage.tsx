/// Where a colleague changes their password.
import type { Schemas } from '../../shared';
import { PageTitle } from '../ui/PageTitle';
import css from './Password.module.css';
import { PasswordForm } from './PasswordForm';
import { usePasswordText } from './texts';

export default function PasswordPage({ account }: { readonly account: Schemas['AccountView'] }) {
  const t = usePasswordText();
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <div className={css.own}>
        <PasswordForm login={account.login} first={false} />
      </div>
    </>
  );
}
