/// What was decided when a key proved wrong after use, and the way to such a decision.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { formatDateTime, useLanguage } from '../../../shared';
import { useBank } from '../texts';
import type { BankItemDetail } from '../types';
import css from '../ui/BankPage.module.css';

export function KeyCorrections({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  const { language } = useLanguage();
  return (
    <section className={css.panel} aria-labelledby="corrections">
      <h2 id="corrections">{t('correction.title')}</h2>
      <p className={css.quiet}>{t('correction.lead')}</p>
      <ul className={css.list}>
        {item.key_corrections.map((one) => (
          <li key={one.id} data-testid="key-correction" data-decision={one.decision}>
            <strong>{t(`correction.${one.decision}`)}</strong>{' '}
            {t('correction.of', {
              no: one.version_no,
              person: one.decided_by,
              date: formatDateTime(one.decided_at, language),
            })}
            <br />
            {t('correction.effect', { used: one.n_used, changed: one.n_changed })} <q>{one.reason}</q>
          </li>
        ))}
      </ul>
      <div className={css.row}>
        <Button
          component={Link}
          variant="default"
          href={`/bank/items/${item.row.id}/key`}
          data-testid="correct-key"
        >
          {t('correction.open')}
        </Button>
      </div>
    </section>
  );
}
