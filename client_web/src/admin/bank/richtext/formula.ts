/// Formulas: written as TeX or pasted as MathML, kept as MathML of the allow-list.
import { parse } from '../../../shared/item/markup';

const NAMES = new Set(
  (
    'math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle ' +
    'msub msubsup msup mtable mtd mtext mtr munder munderover none'
  ).split(' '),
);
const SILENT = new Set(['annotation', 'annotation-xml', 'script', 'style']);
const ATTRIBUTES = new Set([
  'display',
  'stretchy',
  'form',
  'mathvariant',
  'linethickness',
  'width',
  'height',
  'columnalign',
]);
export const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** The formula of a piece of MathML, rebuilt of what is allowed; null where there is none. */
export function formulaElement(mathml: string): Element | null {
  // Prefixed names (`<m:mi>`) come from word processors.
  const source = parse(mathml.replace(/<(\/?)(?:m|mml):/g, '<$1')).querySelector('math');
  if (!source || source.textContent.trim() === '') return null;
  const [rebuilt] = rebuild(source);
  return rebuilt instanceof Element ? rebuilt : null;
}

export function formulaText(mathml: string): string | null {
  return formulaElement(mathml)?.outerHTML ?? null;
}

function rebuild(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode((node.nodeValue ?? '').trim())];
  if (!(node instanceof Element) || SILENT.has(node.localName)) return [];
  const children = [...node.childNodes].flatMap(rebuild);
  if (!NAMES.has(node.localName)) return children;
  const element = document.createElementNS(MATHML, node.localName);
  for (const { name, value } of node.attributes) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  }
  element.append(...children);
  return [element];
}

/** TeX as MathML; null where it cannot be read. The writer is loaded only when it is wanted. */
export async function formulaOfTex(tex: string): Promise<string | null> {
  if (tex.trim() === '') return null;
  const { default: temml } = await import('temml');
  try {
    return formulaText(temml.renderToString(tex, { throwOnError: true, strict: false }));
  } catch {
    return null;
  }
}
