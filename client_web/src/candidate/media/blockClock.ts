/// How far a recorder's WebM has come: the time of its last block, read as the bytes pass by, cut anywhere.
import { joined } from './bytes';

const CLUSTER = 0x1f43b675;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
/** A track's number in one byte, then the time since the cluster's in two. */
const BLOCK_TIME = { at: 1, end: 3 };
const LONGEST_ID = 4;
/** An id, a length and a time: what remains of good bytes is never longer. */
const LONGEST_REST = 4 + 8 + 8;

interface Head {
  readonly id: number;
  /** Where the content begins, and how long it is; null for a length that is not told. */
  readonly content: number;
  readonly size: number | null;
}

/** Follows one run from its first cluster on. RFC 9559: a block counts from its cluster, in milliseconds here. */
export class BlockClock {
  private rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  private skip = 0;
  private cluster = 0;
  private last = 0;
  private lost = false;

  /** The time of the last block up to the end of these bytes, in ms since the recorder's start; null if lost. */
  pass(bytes: Uint8Array<ArrayBuffer>): number | null {
    if (this.lost) return null;
    const data = joined(this.rest, bytes);
    let at = this.over(data, 0);
    for (let head = headAt(data, at); head !== null; head = headAt(data, at)) {
      const needed = head.id === TIMESTAMP ? (head.size ?? 0) : head.id === SIMPLE_BLOCK ? BLOCK_TIME.end : 0;
      if (head.content + needed > data.length) break;
      this.take(data, head);
      this.skip = head.id === CLUSTER ? 0 : (head.size ?? 0);
      at = this.over(data, head.content);
    }
    this.rest = data.slice(at);
    this.lost = this.rest.length > LONGEST_REST;
    return this.lost ? null : this.last;
  }

  /** Go over what remains of the element before; its end may lie in bytes to come. */
  private over(data: Uint8Array, at: number): number {
    const step = Math.min(this.skip, data.length - at);
    this.skip -= step;
    return at + step;
  }

  private take(data: Uint8Array, { id, content, size }: Head): void {
    if (id === TIMESTAMP) this.cluster = numberOf(data, content, content + (size ?? 0));
    if (id !== SIMPLE_BLOCK) return;
    const raw = numberOf(data, content + BLOCK_TIME.at, content + BLOCK_TIME.end);
    const step = raw < 0x8000 ? raw : raw - 0x10000;
    this.last = Math.max(this.last, this.cluster + step);
  }
}

/** An element's head; null while it is not all there, or where the bytes are none. */
function headAt(data: Uint8Array, at: number): Head | null {
  const idLength = vintLength(data[at]);
  const sizeLength = vintLength(data[at + idLength]);
  const content = at + idLength + sizeLength;
  if (idLength === 0 || idLength > LONGEST_ID || sizeLength === 0 || content > data.length) return null;
  const places = numberOf(data, at + idLength + 1, content);
  const size = ((data[at + idLength] ?? 0) & (0xff >> sizeLength)) * 256 ** (sizeLength - 1) + places;
  const unknown = size >= 2 ** (7 * sizeLength) - 1;
  return { id: numberOf(data, at, at + idLength), content, size: unknown ? null : size };
}

/** How many bytes a number takes, told by its first; 0 without one. */
const vintLength = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 0);

function numberOf(data: Uint8Array, begin: number, end: number): number {
  return data.subarray(begin, end).reduce((value, byte) => value * 256 + byte, 0);
}
