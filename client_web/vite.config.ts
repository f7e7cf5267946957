/// How the two pages are built: entries, the development proxy, precompressed assets, and the unit tests.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { precachePage, WORKER_ENTRY, WORKER_FILE } from './precache.ts';

const server = process.env.SYNAQ_SERVER ?? 'http://127.0.0.1:8000';
const COMPRESSIBLE = /\.(js|css|svg|json)$/;
const WORTH_COMPRESSING_BYTES = 1024;

/** Write .br and .gz beside every text asset, after all is written: the names' hashes stay true. */
function precompress(): Plugin {
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
  let outputs = '';
  return {
    name: 'synaq-precompress',
    apply: 'build',
    configResolved(config) {
      outputs = resolve(config.root, config.build.outDir, 'assets');
    },
    closeBundle() {
      for (const path of walk(outputs).filter((name) => COMPRESSIBLE.test(name))) {
        const body = readFileSync(path);
        if (body.length < WORTH_COMPRESSING_BYTES) continue;
        writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
      }
    },
  };
}

/** In development the paths under /staff are answered by staff.html, as the real server does. */
function staffPages(): Plugin {
  return {
    name: 'synaq-staff-pages',
    apply: 'serve',
    configureServer(development) {
      development.middlewares.use((request, _response, next) => {
        if (/^\/staff(\/[^.]*)?(\?.*)?$/.test(request.url ?? '')) request.url = '/staff.html';
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), staffPages(), precachePage('index.html'), precompress()],
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        candidate: resolve(import.meta.dirname, 'index.html'),
        staff: resolve(import.meta.dirname, 'staff.html'),
        [WORKER_ENTRY]: resolve(import.meta.dirname, 'src/candidate/offline/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === WORKER_ENTRY ? WORKER_FILE : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
  test: {
    environment: 'node', // a test that needs a document says so itself
    include: ['src/**/*.test.{ts,tsx}', '*.test.ts'],
    reporters: ['default', './vitest.tally.ts'],
  },
});
