import { expect, it } from 'vitest';
import { directionsOf } from './directions';

it('gives each direction once, in order, and no topic that cannot be sent', () => {
  const tasks = ['law', 'digitalisation', 'law', '', 'two words'].map((topic) => ({ topic }));
  expect(directionsOf(tasks)).toEqual(['digitalisation', 'law']);
});
