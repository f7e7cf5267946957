/// A piece of an item's HTML on the page: tables scroll by themselves where they do not fit.
import { useMemo } from 'react';
import { nodeOf, nodesOf, parse, type Replace } from './markup';
import css from './Markup.module.css';
import { useItemText } from './texts';

interface MarkupProps {
  readonly html: string;
  readonly language: string;
  /** An inline piece (a choice's words) or a block of its own. */
  readonly as?: 'div' | 'span';
  readonly id?: string;
  readonly replace?: Replace;
}

export function Markup({ html, language, as: Tag = 'div', id, replace }: MarkupProps) {
  const body = useMemo(() => parse(html), [html]);
  return (
    <Tag id={id} lang={language} className={css.markup}>
      <Nodes of={body} replace={replace} />
    </Tag>
  );
}

/** The content of a parsed element, its tables in frames that scroll. */
export function Nodes({ of, replace }: { readonly of: Node; readonly replace?: Replace | undefined }) {
  return nodesOf(of, framed(replace));
}

/** A replacement that also puts tables into frames. */
export function framed(replace?: Replace): Replace {
  return (element) => {
    const replaced = replace?.(element);
    if (replaced !== undefined) return replaced;
    return element.localName === 'table' ? <TableFrame table={element} replace={replace} /> : undefined;
  };
}

function TableFrame({ table, replace }: { readonly table: Element; readonly replace: Replace | undefined }) {
  const t = useItemText();
  const caption = table.querySelector('caption')?.textContent.trim();
  return (
    <div className={css.scroll} role="region" tabIndex={0} aria-label={caption || t('table')}>
      {/* Only the outermost table has a frame: within it the plain replacement goes on. */}
      {nodeOf(table, 0, replace ?? (() => undefined))}
    </div>
  );
}
