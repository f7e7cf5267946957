/// How an item's body is laid out: runs of text, and between them the interactions that stand alone. Pure.
import type { InteractionView } from './types';

export type Segment =
  | { readonly kind: 'text'; readonly nodes: readonly Node[] }
  | { readonly kind: 'interaction'; readonly interaction: InteractionView };

export const placeOf = (element: Element): string | null => element.getAttribute('data-response');

/** Segments in the body's order. An interaction whose place is within a text stays there; one without follows. */
export function segmentsOf(body: Element, interactions: readonly InteractionView[]): Segment[] {
  const known = new Map(interactions.map((one) => [one.response_id, one]));
  const segments: Segment[] = [];
  let run: Node[] = [];
  const close = () => {
    if (run.some(isSeen)) segments.push({ kind: 'text', nodes: run });
    run = [];
  };
  for (const node of body.childNodes) {
    const interaction =
      node instanceof Element && node.localName === 'div' ? known.get(placeOf(node) ?? '') : undefined;
    if (interaction) {
      close();
      segments.push({ kind: 'interaction', interaction });
      known.delete(interaction.response_id);
    } else {
      run.push(node);
    }
  }
  close();
  for (const place of body.querySelectorAll('[data-response]')) known.delete(placeOf(place) ?? '');
  return [
    ...segments,
    ...[...known.values()].map((one) => ({ kind: 'interaction' as const, interaction: one })),
  ];
}

const isSeen = (node: Node): boolean => node instanceof Element || (node.nodeValue ?? '').trim() !== '';
