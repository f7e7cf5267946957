/// The way to the notices, with how many are new.
import { Link } from 'wouter';
import { useNotices } from './data';
import css from './NoticesPage.module.css';
import { useNoticeText } from './texts';

export function NoticeLink({ href }: { readonly href: string }) {
  const t = useNoticeText();
  const { data } = useNotices();
  const n_new = data?.filter(({ read_at }) => read_at === null).length ?? 0;
  return (
    <Link href={href} className={css.link} data-new={n_new > 0} data-testid="notices-link">
      {n_new > 0 ? t('unread', { count: n_new }) : t('title')}
    </Link>
  );
}
