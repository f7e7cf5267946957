import { describe, expect, it } from 'vitest';
import { added, faultOf, MOST_BYTES } from './attachments';

const file = (name: string, size = 10, type = 'image/png') => ({ name, size, type });

describe('files of an appeal', () => {
  it.each([
    ['nothing', [], null],
    ['five', ['1', '2', '3', '4', '5'].map((name) => file(name)), null],
    ['six', ['1', '2', '3', '4', '5', '6'].map((name) => file(name)), { kind: 'too_many' }],
    ['the last byte allowed', [file('a', MOST_BYTES)], null],
    ['one byte more', [file('a', MOST_BYTES + 1)], { kind: 'too_large', name: 'a' }],
    ['another kind', [file('a.docx', 10, '')], { kind: 'wrong_kind', name: 'a.docx' }],
  ])('%s', (_what, files, fault) => {
    expect(faultOf(files)).toEqual(fault);
  });

  it('takes a file chosen twice once', () => {
    expect(added([file('a')], [file('a'), file('b')]).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
