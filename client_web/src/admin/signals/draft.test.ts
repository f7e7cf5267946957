import { expect, it } from 'vitest';
import { areSame, boundsOf, changesOf, type Draft, draftOf, faultOf, isSound, readNumber } from './draft';

const DEFAULTS = {
  thresholds: { yaw_on_deg: 38, yaw_off_deg: 30, gaze_aside: 0.08 },
  durations_s: { turned: 2.4, frozen: 5 },
};
const written = (part: 'thresholds' | 'durations_s', name: string, text: string): Draft => {
  const draft = draftOf(DEFAULTS);
  return { ...draft, [part]: { ...draft[part], [name]: text } };
};

it.each([
  ['38', 38],
  [' 2,5 ', 2.5],
  ['0.08', 0.08],
  ['', null],
  ['-1', null],
  ['2.5.1', null],
  ['abc', null],
])('reads %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

it('holds a threshold between half and twice the measured one, a duration under a minute', () => {
  expect(boundsOf('thresholds', 38)).toEqual([19, 76]);
  expect(boundsOf('durations_s', 2.4)).toEqual([0, 60]);
});

it.each([
  ['thresholds', 'yaw_on_deg', '42', null],
  ['thresholds', 'yaw_on_deg', '80', 'range'],
  ['thresholds', 'yaw_on_deg', '18.9', 'range'],
  ['thresholds', 'gaze_aside', 'far', 'number'],
  ['thresholds', 'yaw_off_deg', '40', 'crossed'],
  ['durations_s', 'turned', '0', null],
  ['durations_s', 'turned', '61', 'range'],
] as const)('%s %s %s: %s', (part, name, text, fault) => {
  const draft = written(part, name, text);
  expect(faultOf(part, name, draft, DEFAULTS)).toBe(fault);
  expect(isSound(draft, DEFAULTS)).toBe(fault === null);
});

it('keeps only what differs from the measured numbers', () => {
  expect(changesOf(draftOf(DEFAULTS), DEFAULTS)).toEqual({ thresholds: {}, durations_s: {} });
  expect(changesOf(written('durations_s', 'frozen', '7,5'), DEFAULTS)).toEqual({
    thresholds: {},
    durations_s: { frozen: 7.5 },
  });
});

it('knows the same changes in another order', () => {
  const one = { thresholds: { yaw_on_deg: 42, gaze_aside: 0.1 }, durations_s: {} };
  expect(areSame(one, { thresholds: { gaze_aside: 0.1, yaw_on_deg: 42 }, durations_s: {} })).toBe(true);
  expect(areSame(one, { ...one, durations_s: { turned: 3 } })).toBe(false);
});
