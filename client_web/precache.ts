/// Which files the candidate's page consists of, written into its service worker when the build is done.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Manifest, Plugin } from 'vite';

export const WORKER_ENTRY = 'worker';
export const WORKER_FILE = 'sw.js';
/** Where the worker's source expects its list, as the build may quote it. */
const PLACE = /(["'`])__SYNAQ_PRECACHE__\1/;

/** Every file that the page `entry` may load, now or later (texts of other languages, further steps), sorted. */
export function filesOf(manifest: Manifest, entry: string): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(entry);
  return [...files].filter((file) => !file.endsWith('.html')).sort();
}

/** Name the page's files and their version in the worker. Throws when the worker has no place for them. */
export function precachePage(entry: string): Plugin {
  let folder = '';
  return {
    name: 'synaq-precache',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle() {
      const read = (name: string): string => readFileSync(resolve(folder, name), 'utf-8');
      const files = filesOf(JSON.parse(read('.vite/manifest.json')) as Manifest, entry);
      const worker = read(WORKER_FILE);
      if (!PLACE.test(worker)) throw new Error('the service worker has no place for its list of files');
      const version = createHash('sha256').update(read(entry)).update(files.join()).update(worker);
      const list = { version: version.digest('hex').slice(0, 16), files: files.map((file) => `/${file}`) };
      writeFileSync(resolve(folder, WORKER_FILE), worker.replace(PLACE, JSON.stringify(list)));
    },
  };
}
