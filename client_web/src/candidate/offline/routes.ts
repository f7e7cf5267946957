/// Who answers a request of the page: the kept page, a kept file, or the line.

export type Answerer = 'page' | 'file' | 'item_media' | 'line';

interface Asked {
  readonly url: string;
  readonly mode: string;
  readonly method: string;
}

/** Paths that the candidate's page does not answer for. */
const NOT_OURS = /^\/(?:api|staff|assets|healthz|readyz|metrics)(?:\/|$)/;
const NAMES_A_FILE = /\.[^/]*$/;

/** Tell who answers; staff's pages, the interface and every other origin are left to the line. */
export function answererOf({ url, mode, method }: Asked, origin: string): Answerer {
  const { origin: asked, pathname } = new URL(url);
  if (asked !== origin || method !== 'GET') return 'line';
  if (mode === 'navigate') {
    return NOT_OURS.test(pathname) || NAMES_A_FILE.test(pathname) ? 'line' : 'page';
  }
  if (pathname.startsWith('/assets/')) return 'file';
  return pathname.startsWith('/api/assets/') ? 'item_media' : 'line';
}
