/// The server's answer or, while the line is down, what an earlier answer left on this computer.
import { isPassing } from '../../shared';
import { pageDatabase } from '../answers/database';
import { KeptPage } from './KeptPage';

/** A line that says nothing for so long is taken for down, where something is kept. */
const PATIENCE_MS = 4000;

let opened: Promise<KeptPage | null> | null = null;

/** The page's keepings; null where the browser has no database. */
export function keptPage(): Promise<KeptPage | null> {
  opened ??= pageDatabase().then(
    (database) => new KeptPage(database),
    () => null,
  );
  return opened;
}

/**
 * Await `asked`; a refusal of the server counts, a failure or silence of the line does not if `kept` has something.
 */
export async function orKept<T>(asked: Promise<T>, kept: () => Promise<T | undefined>): Promise<T> {
  const line = asked.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const first = await Promise.race([line, silence]);
  if (first && first.error === undefined) return first.value as T;
  if (first && !isPassing(first.error)) throw first.error;
  const left = await kept().catch(() => undefined);
  return left ?? asked;
}
