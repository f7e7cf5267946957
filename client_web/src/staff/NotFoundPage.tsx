/// An address that leads nowhere, or to a section of the other role.
import { useStaff } from './texts';
import { PageTitle } from './ui/PageTitle';

export function NotFoundPage({ title }: { readonly title?: string }) {
  const t = useStaff();
  return <PageTitle title={title ?? t('app.notFound')} lead={t('app.notFoundHint')} />;
}
