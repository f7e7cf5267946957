/// Which files go with an appeal: the server's bounds, told before anything is sent.

export const MOST_FILES = 5;
export const MOST_BYTES = 5_000_000;
export const MOST_MB = MOST_BYTES / 1_000_000;
export const KINDS: readonly string[] = ['image/jpeg', 'image/png', 'application/pdf'];

export type FileFault =
  { readonly kind: 'too_many' } | { readonly kind: 'too_large' | 'wrong_kind'; readonly name: string };

type Sized = Pick<File, 'name' | 'size' | 'type'>;

/** Put newly chosen files to those there are; the same file chosen twice is one. */
export function added<F extends Sized>(before: readonly F[], chosen: readonly F[]): readonly F[] {
  const isThere = (file: F) => before.some(({ name, size }) => name === file.name && size === file.size);
  return [...before, ...chosen.filter((file) => !isThere(file))];
}

/** What is wrong with the files, first of all what concerns one of them; null: they can be sent. */
export function faultOf(files: readonly Sized[]): FileFault | null {
  for (const { name, size, type } of files) {
    if (!KINDS.includes(type)) return { kind: 'wrong_kind', name };
    if (size > MOST_BYTES) return { kind: 'too_large', name };
  }
  return files.length > MOST_FILES ? { kind: 'too_many' } : null;
}
