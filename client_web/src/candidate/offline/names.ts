/// Names that the page and its service worker agree on.

export const PAGE_CACHE_PREFIX = 'synaq-page-';
/** Pictures of the running block's items: put there by the page, wiped by it (see ItemMedia). */
export const ITEM_MEDIA_CACHE = 'synaq-item-media';
/** Asks a waiting worker to take over from the former one. */
export const TAKE_OVER = 'take over';
/** Held, shared, by every page with a running test. */
export const RUNNING_LOCK = 'synaq.running';
