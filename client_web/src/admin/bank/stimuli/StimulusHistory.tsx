/// A stimulus's versions, and the items that rest on it.
import { formatDateTime, useLanguage } from '../../../shared';
import type { BankSchemas } from '../types';
import css from '../ui/BankPage.module.css';
import { useStimuliText } from './texts';

export function StimulusHistory({ detail }: { readonly detail: BankSchemas['StimulusDetail'] }) {
  const t = useStimuliText();
  const { language } = useLanguage();
  return (
    <section className={css.panel} aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <ul className={css.list}>
        {detail.versions.map((version) => (
          <li key={version.id}>
            № {version.no} · {formatDateTime(version.created_at, language)} ·{' '}
            {version.author ?? t('history.system')} {version.note !== '' && <q>{version.note}</q>}
          </li>
        ))}
      </ul>
      <p className={css.quiet}>
        {detail.item_codes.length === 0
          ? t('history.noItems')
          : t('history.items', { codes: detail.item_codes.join(', ') })}
      </p>
    </section>
  );
}
