/// A page's heading with one sentence under it.
import type { ReactNode } from 'react';
import css from './PageHead.module.css';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly above?: ReactNode;
}

export function PageHead({ title, lead, above }: PageHeadProps) {
  return (
    <div className={css.head}>
      {above}
      <h1>{title}</h1>
      {lead !== undefined && <p className={css.lead}>{lead}</p>}
    </div>
  );
}
