import { expect, it } from 'vitest';
import { severityLevel } from './severity';

it.each([
  [0, 'none'],
  [0.01, 'low'],
  [2.94, 'low'],
  [2.96, 'medium'],
  [3, 'medium'],
  [9.94, 'medium'],
  [10, 'high'],
  [250, 'high'],
])('%d is %s', (severity, level) => {
  expect(severityLevel(severity)).toBe(level);
});
