/// A page's heading: names the document and takes the focus when one comes from another page.
import { type ReactNode, useEffect, useRef } from 'react';
import { usePageTitle } from '../../shared';
import css from './PageTitle.module.css';

interface PageTitleProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

let n_shown = 0;

export function PageTitle({ title, lead, children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    // On the first page the browser's own focus order stands.
    if (n_shown > 0) heading.current?.focus({ preventScroll: true });
    n_shown += 1;
  }, []);
  return (
    <div className={css.bar}>
      <div className={css.text}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className={css.lead}>{lead}</p>}
      </div>
      {children !== undefined && <div className={css.tools}>{children}</div>}
    </div>
  );
}
