/// A first password that is strong, and that a person can copy from paper.

/** No letters or digits that look alike (0 O 1 l I 5 S 2 Z). */
const ALPHABET = 'abcdefghjkmnpqrstuvwxy346789';
const GROUP = 4;
const N_GROUPS = 5;

/** Make a password of five groups of four signs (96 bits of choice), from `random` bytes. */
export function newPassword(random: (n_bytes: number) => Uint8Array = cryptoBytes): string {
  const signs: string[] = [];
  while (signs.length < GROUP * N_GROUPS) {
    const [byte = 255] = random(1);
    // Bytes past the last whole multiple are thrown away, or the first signs would be likelier.
    if (byte < 256 - (256 % ALPHABET.length)) signs.push(ALPHABET.charAt(byte % ALPHABET.length));
  }
  return Array.from({ length: N_GROUPS }, (_, group) =>
    signs.slice(group * GROUP, (group + 1) * GROUP).join(''),
  ).join('-');
}

function cryptoBytes(n_bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(n_bytes));
}
