/// How many attempts the wall shows at once, and which page of them; remembered by this browser.

export type Layout = '4' | '9' | '16' | 'list';
export const LAYOUTS: readonly Layout[] = ['4', '9', '16', 'list'];

const KEY = 'synaq.wall';

export function rememberedLayout(): Layout {
  try {
    return LAYOUTS.find((each) => each === localStorage.getItem(KEY)) ?? '9';
  } catch {
    return '9';
  }
}

export function rememberLayout(layout: Layout): void {
  try {
    localStorage.setItem(KEY, layout);
  } catch {
    // Storage may be forbidden: the choice then lives as long as the page.
  }
}

export interface Leaf<T> {
  readonly shown: readonly T[];
  /** From 0; the last one when there are fewer pages than asked for. */
  readonly page: number;
  readonly n_pages: number;
}

/** Cut the page out that is to be shown; a list has one. */
export function leafOf<T>(all: readonly T[], layout: Layout, asked: number): Leaf<T> {
  if (layout === 'list') return { shown: all, page: 0, n_pages: 1 };
  const size = Number(layout);
  const n_pages = Math.max(Math.ceil(all.length / size), 1);
  const page = Math.min(Math.max(asked, 0), n_pages - 1);
  return { shown: all.slice(page * size, (page + 1) * size), page, n_pages };
}
