/// Steps through a list the server gives page by page, and says where one is.
import { Button } from '@mantine/core';
import { formatNumber, useLanguage } from '../../../shared';
import { useBank } from '../texts';
import css from './BankPage.module.css';

interface PagesProps {
  readonly total: number;
  /** 1-based. */
  readonly page: number;
  readonly perPage: number;
  readonly onGo: (page: number) => void;
}

export function Pages({ total, page, perPage, onGo }: PagesProps) {
  const t = useBank();
  const { language } = useLanguage();
  const n_pages = Math.max(1, Math.ceil(total / perPage));
  const number = (value: number) => formatNumber(value, language);
  const first = Math.min((page - 1) * perPage + 1, total);
  return (
    <nav className={css.row} aria-label={t('pages.name')}>
      <Button
        variant="default"
        disabled={page <= 1}
        onClick={() => onGo(page - 1)}
        data-testid="page-previous"
      >
        ← {t('pages.previous')}
      </Button>
      <span data-testid="page-status">
        {t('pages.status', {
          from: number(first),
          to: number(Math.min(page * perPage, total)),
          total: number(total),
        })}
      </span>
      <Button
        variant="default"
        disabled={page >= n_pages}
        onClick={() => onGo(page + 1)}
        data-testid="page-next"
      >
        {t('pages.next')} →
      </Button>
    </nav>
  );
}
