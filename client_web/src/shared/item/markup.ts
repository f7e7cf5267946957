/// Turns an item's HTML into React nodes by an allow-list: what is not listed is never made an element.
import { createElement, Fragment, type ReactNode } from 'react';

/** What stands in place of an element, or undefined: the element itself. */
export type Replace = (element: Element) => ReactNode;

const words = (listed: string): ReadonlySet<string> => new Set(listed.split(' '));

const HTML = words(
  'p div ul ol li dl dt dd blockquote pre table caption colgroup col thead tbody tfoot tr th td figure ' +
    'figcaption hr abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span ' +
    'strong sub sup u var wbr',
);
const MATH = words(
  'math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle ' +
    'msub msubsup msup mtable mtd mtext mtr munder munderover none',
);
/** Elements whose content is no text of the item. */
const SILENT = words(
  'script style title head iframe object embed svg textarea template noscript annotation annotation-xml',
);
const HEADING = /^h[1-6]$/;
const VOID = words('br hr img col wbr');

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  td: ['colspan', 'rowspan', 'headers'],
  th: ['colspan', 'rowspan', 'scope', 'headers'],
  ol: ['start', 'type'],
  col: ['span'],
  colgroup: ['span'],
  img: ['src', 'alt', 'width', 'height'],
  math: ['display'],
  mo: ['stretchy', 'form'],
  mi: ['mathvariant'],
  mfrac: ['linethickness'],
  mspace: ['width', 'height'],
  mtable: ['columnalign'],
};
const EVERYWHERE = ['lang', 'dir'];
const REACT_NAMES: Readonly<Record<string, string>> = { colspan: 'colSpan', rowspan: 'rowSpan' };
/** Pictures come from the bank alone. */
const OWN_PICTURE = /^\/api\/assets\/[0-9a-f]{64}(?:\.[a-z]{3,4})?$/;

/** The body of an item's HTML, parsed; nothing in it is loaded or run. */
export function parse(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}</body>`, 'text/html').body;
}

export function nodesOf(parent: Node, replace: Replace = () => undefined): ReactNode[] {
  return [...parent.childNodes].map((node, index) => nodeOf(node, index, replace));
}

/** One node as React's; null for what is dropped. */
export function nodeOf(node: Node, key: number, replace: Replace): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element)) return null;
  const name = node.localName.toLowerCase();
  if (SILENT.has(name)) return null;
  const replaced = replace(node);
  if (replaced !== undefined) return createElement(Fragment, { key }, replaced);
  if (HEADING.test(name)) return createElement('h3', { key }, ...nodesOf(node, replace));
  if (!HTML.has(name) && !MATH.has(name)) return createElement(Fragment, { key }, ...nodesOf(node, replace));
  if (name === 'img' && !OWN_PICTURE.test(node.getAttribute('src') ?? '')) return node.getAttribute('alt');
  const props = { key, ...attributesOf(node, name) };
  return VOID.has(name)
    ? createElement(name, props)
    : createElement(name, props, ...contentOf(node, replace));
}

/** Tables allow no text between their rows; React would say so. */
function contentOf(element: Element, replace: Replace): ReactNode[] {
  const layout = /^(?:table|thead|tbody|tfoot|tr|colgroup)$/.test(element.localName);
  const nodes = nodesOf(element, replace);
  return layout ? nodes.filter((node) => typeof node !== 'string') : nodes;
}

function attributesOf(element: Element, name: string): Record<string, string> {
  const props: Record<string, string> = name === 'img' ? { alt: '' } : {};
  for (const attribute of [...EVERYWHERE, ...(ATTRIBUTES[name] ?? [])]) {
    const value = element.getAttribute(attribute);
    if (value !== null) props[REACT_NAMES[attribute] ?? attribute] = value;
  }
  return props;
}

/** The words of a piece of HTML, for names that hold no markup. */
export function textOf(html: string): string {
  return html.includes('<') || html.includes('&')
    ? parse(html).textContent.replace(/\s+/g, ' ').trim()
    : html;
}
