/// Server data on a page: loading, failed, out of date, or there.
import { Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { useStaff } from '../texts';
import css from './Loadable.module.css';

interface LoadableProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

export function Loadable<T>({ query, children }: LoadableProps<T>) {
  const t = useStaff();
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.error ? <ErrorNotice error={query.error} onRetry={retry} /> : <Loading />;
  }
  return (
    <>
      {query.error && (
        <div className={css.stale}>
          <ErrorNotice error={query.error} onRetry={retry} />
          <p>{t('state.stale')}</p>
        </div>
      )}
      {children(query.data)}
    </>
  );
}

export function Loading() {
  const t = useShared();
  return (
    <div className={css.loading} role="status">
      <Loader size="sm" aria-hidden />
      <span>{t('shell.loading')}</span>
    </div>
  );
}

interface EmptyProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** Said where a list would stand. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={css.empty} data-testid="empty">
      {title !== undefined && <strong>{title}</strong>}
      <p>{children}</p>
    </div>
  );
}
