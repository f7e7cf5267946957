/// What an administrator writes into the form: read as numbers, held against the bounds, told from what was measured.
import type { Schemas } from '../../shared';
import { ON_OFF } from './rules';

export type Numbers = Schemas['SignalNumbers'];
export type Part = keyof Numbers;
export type Changes = { readonly [part in Part]: Readonly<Record<string, number>> };
export type Draft = { readonly [part in Part]: Readonly<Record<string, string>> };
export type Fault = 'number' | 'range' | 'crossed';

const PARTS: readonly Part[] = ['thresholds', 'durations_s'];
const LEAST_FACTOR = 0.5;
const LARGEST_FACTOR = 2;
const LONGEST_S = 60;
const DECIMALS = 3;

const mapped = <From, To>(values: Readonly<Record<string, From>>, to: (value: From, name: string) => To) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value, name)]));

export const draftOf = (holds: Numbers): Draft => ({
  thresholds: mapped(holds.thresholds, String),
  durations_s: mapped(holds.durations_s, String),
});

/** A number as people write it, with a comma or a point; null: it is none. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}

export const rounded = (value: number): number => Number(value.toFixed(DECIMALS));

/** How far a number may go from the measured one: half to twice, a duration up to a minute. */
export const boundsOf = (part: Part, measured: number): readonly [number, number] =>
  part === 'durations_s'
    ? [0, LONGEST_S]
    : [rounded(LEAST_FACTOR * measured), rounded(LARGEST_FACTOR * measured)];

export function faultOf(part: Part, name: string, draft: Draft, defaults: Numbers): Fault | null {
  const value = readNumber(draft[part][name] ?? '');
  if (value === null) return 'number';
  const [least, largest] = boundsOf(part, defaults[part][name] ?? 0);
  if (value < least || value > largest) return 'range';
  return part === 'thresholds' && isCrossed(name, value, draft) ? 'crossed' : null;
}

/** Whether a rule would end only where it has not begun. */
function isCrossed(name: string, value: number, draft: Draft): boolean {
  const pair = ON_OFF.find(([, off]) => off === name);
  const on = pair ? readNumber(draft.thresholds[pair[0]] ?? '') : null;
  return on !== null && value > on;
}

export const isSound = (draft: Draft, defaults: Numbers): boolean =>
  PARTS.every((part) => Object.keys(draft[part]).every((name) => !faultOf(part, name, draft, defaults)));

/** Only what differs from the measured numbers, as the server keeps it. */
export function changesOf(draft: Draft, defaults: Numbers): Changes {
  const differing = (part: Part) =>
    Object.fromEntries(
      Object.entries(mapped(draft[part], readNumber)).filter(
        (entry): entry is [string, number] => entry[1] !== null && entry[1] !== defaults[part][entry[0]],
      ),
    );
  return { thresholds: differing('thresholds'), durations_s: differing('durations_s') };
}

const keyed = (values: Readonly<Record<string, number>>) =>
  Object.entries(values)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${name}=${value}`);

export const areSame = (one: Changes, other: Changes): boolean =>
  PARTS.every((part) => keyed(one[part]).join() === keyed(other[part]).join());
