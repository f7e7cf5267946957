import { describe, expect, it } from 'vitest';
import { toShowFirst } from './toShowFirst';

const programmes = [{ id: 'ability' }, { id: 'essay' }, { id: 'legislation' }];

describe('toShowFirst', () => {
  it('is the programme that was sat most often', () => {
    const sittings = [
      { programme_id: 'essay', n: 2 },
      { programme_id: 'legislation', n: 40 },
    ];
    expect(toShowFirst(programmes, sittings)).toBe('legislation');
  });

  it('is the first when none was sat, or only one that is no more', () => {
    expect(toShowFirst(programmes, [])).toBe('ability');
    expect(toShowFirst(programmes, [{ programme_id: 'forgotten', n: 9 }])).toBe('ability');
    expect(toShowFirst([], [])).toBe('');
  });
});
