import { describe, expect, it } from 'vitest';
import { problemOf } from '../../shared/net/problem';
import { faultsOf, parseDocument, writeDocument } from './document';

describe('the edited document', () => {
  it('comes back from its text', () => {
    const document = { id: 'legislation', blocks: [{ limit_s: 3300 }] };
    expect(parseDocument(writeDocument(document))).toEqual({ ok: true, document });
  });

  it.each([
    ['', 'json'],
    ['{"id": }', 'json'],
    ['[]', 'object'],
    ['null', 'object'],
    ['"legislation"', 'object'],
  ])('refuses %j', (text, reason) => {
    expect(parseDocument(text)).toEqual({ ok: false, reason });
  });
});

describe('faults the server names', () => {
  const refusal = (code: string, params: Record<string, unknown>) =>
    problemOf(422, { type: '', title: '', status: 422, code, detail: '', params });

  it('stand with their places, in order', () => {
    const faults = [
      { place: 'blocks.0', wrong: 'missing', value: 'title' },
      { place: 'pass_total', wrong: 'total_out_of_reach', value: '56' },
    ];
    expect(faultsOf(refusal('bad_programme', { faults }))).toEqual(faults);
  });

  it('that are not known yet are told as such, with their places', () => {
    const faults = [{ place: 'grace', wrong: 'newer_than_this_page' }, null];
    expect(faultsOf(refusal('bad_programme', { faults }))).toEqual([
      { place: 'grace', wrong: 'unreadable', value: '' },
      { place: '', wrong: 'unreadable', value: '' },
    ]);
  });

  it('are none of another refusal', () => {
    expect(faultsOf(refusal('malformed', { faults: [{ place: 'x', wrong: 'missing' }] }))).toEqual([]);
    expect(faultsOf(new Error('bad_programme'))).toEqual([]);
  });
});
