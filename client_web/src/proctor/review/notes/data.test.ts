// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { inOrder } from './data';

describe('notes', () => {
  it('stand by their moment, and as they were written where the moment is one', () => {
    const note = (id: string, at_s: number) => ({ id, at_s, text: id });
    const notes = [note('late', 60), note('early', 5), note('late again', 60)];
    expect(inOrder(notes).map(({ id }) => id)).toEqual(['early', 'late', 'late again']);
  });
});
