/// How an item's source is named: "12" is an article, "12(3)" its third part, "14-1" an article of its own.
import type { Say } from './texts';

export function articleInWords(t: Say, text: string): string {
  const [, article = text, part] = /^([^(]+)\((.+)\)$/.exec(text) ?? [];
  return t('items.article', { article, part: part === undefined ? '' : ` (${part})` });
}
