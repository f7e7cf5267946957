/// How a text leaves the editor: as the bank keeps it, plain inside and without empty rests.
import { parse } from '../../../shared/item/markup';

const EMPTY = /^(?:<p>(?:<br>)?<\/p>)*$/;

/** HTML of the block editor: cells and list items hold their words bare, header cells say what they head. */
export function storedBlock(html: string): string {
  if (EMPTY.test(html)) return '';
  if (!/<(?:li|td|th)\b/.test(html)) return html;
  const body = parse(html);
  for (const holder of body.querySelectorAll('li, td, th')) unwrapOnlyParagraph(holder);
  for (const header of body.querySelectorAll('th:not([scope])')) {
    header.setAttribute('scope', isInFirstRow(header) ? 'col' : 'row');
  }
  for (const cell of body.querySelectorAll('[colspan="1"]')) cell.removeAttribute('colspan');
  for (const cell of body.querySelectorAll('[rowspan="1"]')) cell.removeAttribute('rowspan');
  for (const caption of body.querySelectorAll('caption')) caption.removeAttribute('contenteditable');
  return body.innerHTML;
}

/** HTML of the one-line editor: what stands in its only paragraph. */
export function storedLine(html: string): string {
  return html
    .replace(/^<p>/, '')
    .replace(/<\/p>$/, '')
    .replace(/^<br>$/, '');
}

function unwrapOnlyParagraph(holder: Element): void {
  const [only, ...others] = holder.children;
  if (only?.localName === 'p' && others.length === 0) only.replaceWith(...only.childNodes);
}

const isInFirstRow = (header: Element): boolean =>
  header.parentElement === header.closest('table')?.querySelector('tr');
