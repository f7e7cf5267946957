/// The service worker: keeps the candidate's page, so that a reload without a line shows it and nothing is lost.
import { newNonce, withFreshNonce } from './freshNonce';
import { ITEM_MEDIA_CACHE, PAGE_CACHE_PREFIX, TAKE_OVER } from './names';
import { answererOf } from './routes';

/** What a worker's global scope offers; the DOM library of the pages does not know it. */
interface WorkerEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
const worker = globalThis as unknown as WorkerScope;

/** Put here by the build (precache.ts): the version of the page and its files. */
const PRECACHE = '__SYNAQ_PRECACHE__' as unknown as {
  readonly version: string;
  readonly files: readonly string[];
};
const PAGE = '/';
const pageCache = `${PAGE_CACHE_PREFIX}${PRECACHE.version}`;

worker.addEventListener('install', (event) => event.waitUntil(keepThePage()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetFormerPages()));
// Only a page without a running test asks for this (see register.ts): code never changes under a test.
worker.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  switch (answererOf(event.request, worker.location.origin)) {
    case 'page':
      return event.respondWith(thePage(event.request));
    case 'file':
      return event.respondWith(keptOrFetched(event.request, pageCache));
    case 'item_media':
      return event.respondWith(keptOrFetched(event.request, ITEM_MEDIA_CACHE));
    case 'line':
  }
});

async function keepThePage(): Promise<void> {
  const cache = await caches.open(pageCache);
  await cache.addAll([new Request(PAGE, { cache: 'reload' }), ...PRECACHE.files]);
}

async function forgetFormerPages(): Promise<void> {
  const names = await caches.keys();
  const former = names.filter((name) => name.startsWith(PAGE_CACHE_PREFIX) && name !== pageCache);
  await Promise.all(former.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function thePage(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: pageCache });
  return kept ? withFreshNonce(kept, newNonce()) : fetch(request);
}

async function keptOrFetched(request: Request, cacheName: string): Promise<Response> {
  return (await caches.match(request, { cacheName, ignoreVary: true })) ?? fetch(request);
}
