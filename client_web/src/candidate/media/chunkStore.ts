/// The page's own recording on disk: a ring of two-second chunks, the oldest dropped by bytes and by minutes.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** One run of a MediaRecorder. `init` is its header: with any run of its chunks it makes a file. */
export interface RecorderRun {
  readonly id: string;
  readonly attemptId: string;
  /** The server's time at the recorder's time zero, in ms since the epoch. */
  readonly startedAt: number;
  readonly init: ArrayBuffer;
}

export interface ChunkPlace {
  readonly attemptId: string;
  readonly runId: string;
  readonly no: number;
  /** What the chunk shows, in the server's time (ms): from the end of the chunk before to its own end. */
  readonly from: number;
  readonly to: number;
}

export interface Chunk extends ChunkPlace {
  readonly bytes: ArrayBuffer;
}

export interface RingLimits {
  readonly bytes: number;
  readonly ms: number;
}

/** A quarter of an hour at the recorder's rate takes 31 MB. */
export const RING: RingLimits = { bytes: 48_000_000, ms: 15 * 60_000 };

interface RecordingSchema extends DBSchema {
  runs: { key: string; value: RecorderRun; indexes: { attempt: string } };
  chunks: { key: [string, number]; value: Chunk; indexes: { attempt: [string, number] } };
  places: {
    key: [string, number];
    value: ChunkPlace & { size: number };
    indexes: { attempt: [string, number] };
  };
}

/** What the ring holds of one attempt; chunks are read one by one, their places all at once. */
export class ChunkStore {
  private constructor(private readonly database: IDBPDatabase<RecordingSchema>) {}

  static async open(name = 'synaq-recording'): Promise<ChunkStore> {
    const database = await openDB<RecordingSchema>(name, 1, {
      upgrade(opened) {
        opened.createObjectStore('runs', { keyPath: 'id' }).createIndex('attempt', 'attemptId');
        for (const store of ['chunks', 'places'] as const) {
          opened
            .createObjectStore(store, { keyPath: ['runId', 'no'] })
            .createIndex('attempt', ['attemptId', 'to']);
        }
      },
    });
    return new ChunkStore(database);
  }

  async begin(run: RecorderRun): Promise<void> {
    await this.database.put('runs', run);
  }

  /** Keep a chunk and drop what is then too old or too much. */
  async add(chunk: Chunk, limits: RingLimits = RING): Promise<void> {
    const { bytes, ...place } = chunk;
    const tx = this.database.transaction(['chunks', 'places'], 'readwrite');
    await tx.objectStore('chunks').put(chunk);
    await tx.objectStore('places').put({ ...place, size: bytes.byteLength });
    const all = await tx.objectStore('places').index('attempt').getAll(rangeOf(chunk.attemptId));
    for (const old of tooMany(all, limits)) {
      await tx.objectStore('chunks').delete([old.runId, old.no]);
      await tx.objectStore('places').delete([old.runId, old.no]);
    }
    await tx.done;
  }

  places(attemptId: string): Promise<ChunkPlace[]> {
    return this.database.getAllFromIndex('places', 'attempt', rangeOf(attemptId));
  }

  /** The bytes of a span: the run's header and its chunks in order; null when some were dropped meanwhile. */
  async read(runId: string, nos: readonly number[]): Promise<{ run: RecorderRun; bytes: Blob } | null> {
    const tx = this.database.transaction(['runs', 'chunks']);
    const run = await tx.objectStore('runs').get(runId);
    const chunks = await Promise.all(nos.map((no) => tx.objectStore('chunks').get([runId, no])));
    if (!run || chunks.some((chunk) => !chunk)) return null;
    return { run, bytes: new Blob([run.init, ...chunks.flatMap((chunk) => (chunk ? [chunk.bytes] : []))]) };
  }

  /** The attempts of which anything is kept. */
  async attempts(): Promise<string[]> {
    return [...new Set((await this.database.getAll('runs')).map(({ attemptId }) => attemptId))];
  }

  async forget(attemptId: string): Promise<void> {
    const tx = this.database.transaction(['runs', 'chunks', 'places'], 'readwrite');
    const runs = await tx.objectStore('runs').index('attempt').getAllKeys(attemptId);
    await Promise.all(runs.map((id) => tx.objectStore('runs').delete(id)));
    for (const name of ['chunks', 'places'] as const) {
      const store = tx.objectStore(name);
      const keys = await store.index('attempt').getAllKeys(rangeOf(attemptId));
      await Promise.all(keys.map((key) => store.delete(key)));
    }
    await tx.done;
  }
}

const rangeOf = (attemptId: string): IDBKeyRange =>
  IDBKeyRange.bound([attemptId, Number.NEGATIVE_INFINITY], [attemptId, Number.POSITIVE_INFINITY]);

/** Those of `places`, the oldest first, that the ring has no room for. */
export function tooMany<T extends ChunkPlace & { readonly size: number }>(
  places: readonly T[],
  { bytes, ms }: RingLimits,
): T[] {
  const newestFirst = places.toSorted((a, b) => b.to - a.to);
  const newest = newestFirst[0]?.to ?? 0;
  let kept = 0;
  return newestFirst.filter((place) => {
    kept += place.size;
    return kept > bytes || newest - place.to > ms;
  });
}
