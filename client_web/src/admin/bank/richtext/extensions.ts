/// What a text of the bank may hold beyond plain words: pictures, formulas, places for answers, places to mark.
import { type Extensions, Mark, mergeAttributes, Node } from '@tiptap/core';
import Subscript from '@tiptap/extension-subscript';
import Superscript from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { MATHML, formulaElement, formulaText } from './formula';

export type TextKind = 'block' | 'line' | 'passage';

const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' } }),
  parseHTML: () => [{ tag: 'img[src]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
});

const Formula = Node.create({
  name: 'formula',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ mathml: { default: '', rendered: false } }),
  parseHTML: () => [
    { tag: 'math', getAttrs: (element: HTMLElement) => ({ mathml: formulaText(element.outerHTML) ?? '' }) },
  ],
  renderHTML: ({ node }) => mathOf(node.attrs.mathml),
  addNodeView: () => {
    return ({ node }) => {
      const dom = document.createElement('span');
      dom.dataset.formula = '';
      dom.append(mathOf(node.attrs.mathml));
      return { dom };
    };
  },
});

function mathOf(mathml: unknown): Element {
  return formulaElement(String(mathml)) ?? document.createElementNS(MATHML, 'math');
}

/** Where an interaction stands. `nameOf` says what its chip reads. */
function place(inline: boolean, nameOf: (responseId: string) => string) {
  const tag = inline ? 'span' : 'div';
  return Node.create({
    name: inline ? 'inlinePlace' : 'blockPlace',
    group: inline ? 'inline' : 'block',
    inline,
    atom: true,
    draggable: true,
    priority: 1000,
    addAttributes: () => ({ response: { default: '', rendered: false } }),
    parseHTML: () => [
      {
        tag: `${tag}[data-response]`,
        getAttrs: (element: HTMLElement) => ({ response: element.dataset.response ?? '' }),
      },
    ],
    renderHTML: ({ node }) => [tag, { 'data-response': String(node.attrs.response) }],
    addNodeView: () => {
      return ({ node }) => {
        const dom = document.createElement(tag);
        dom.dataset.place = String(node.attrs.response);
        dom.textContent = nameOf(String(node.attrs.response));
        return { dom };
      };
    },
  });
}

const HotText = Mark.create({
  name: 'hottext',
  inclusive: false,
  addAttributes: () => ({ id: { default: '', rendered: false } }),
  parseHTML: () => [
    {
      tag: 'span[data-hottext]',
      getAttrs: (element: HTMLElement) => ({ id: element.dataset.hottext ?? '' }),
    },
  ],
  renderHTML: ({ mark }) => ['span', { 'data-hottext': String(mark.attrs.id) }, 0],
});

const spans = (element: HTMLElement, name: string): number => Number(element.getAttribute(name) ?? 1);
/** Cells without styles of their own, which the content policy refuses. */
const cellAttributes = () => ({
  colspan: { default: 1, parseHTML: (element: HTMLElement) => spans(element, 'colspan') },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => spans(element, 'rowspan') },
  colwidth: { default: null, rendered: false },
});

const PlainTable = Table.extend({
  addAttributes: () => ({
    caption: {
      default: '',
      rendered: false,
      parseHTML: (element: HTMLElement) => element.querySelector('caption')?.textContent.trim() ?? '',
    },
  }),
  parseHTML: () => [{ tag: 'table' }, { tag: 'caption', ignore: true }],
  renderHTML: ({ node }) => {
    const caption = String(node.attrs.caption);
    return caption === ''
      ? ['table', ['tbody', 0]]
      : ['table', ['caption', { contenteditable: 'false' }, caption], ['tbody', 0]];
  },
});

const tables: Extensions = [
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableCell.extend({ addAttributes: cellAttributes }),
  TableHeader.extend({
    addAttributes: () => ({ ...cellAttributes(), scope: { default: null } }),
    renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes), 0],
  }),
];

const OneParagraph = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });

export function extensionsOf(kind: TextKind, nameOf: (responseId: string) => string): Extensions {
  const line = kind === 'line';
  const starter = StarterKit.configure({
    heading: false,
    horizontalRule: false,
    link: false,
    strike: false,
    codeBlock: false,
    trailingNode: false,
    dropcursor: false,
    ...(line
      ? {
          document: false,
          bulletList: false,
          orderedList: false,
          listItem: false,
          listKeymap: false,
          blockquote: false,
        }
      : {}),
  });
  const common = [starter, Subscript, Superscript, Picture, Formula];
  if (line) return [OneParagraph, ...common];
  if (kind === 'passage') return [...common, ...tables, HotText];
  return [...common, ...tables, place(false, nameOf), place(true, nameOf)];
}
