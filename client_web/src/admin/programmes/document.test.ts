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
    const faults = ["blocks.0: KeyError('title')", 'pass_total: the pass mark is out of reach', 'no place'];
    expect(faultsOf(refusal('bad_programme', { faults }))).toEqual([
      { place: 'blocks.0', reason: "KeyError('title')" },
      { place: 'pass_total', reason: 'the pass mark is out of reach' },
      { place: '', reason: 'no place' },
    ]);
  });

  it('are none of another refusal', () => {
    expect(faultsOf(refusal('malformed', { faults: ['x: y'] }))).toEqual([]);
    expect(faultsOf(new Error('bad_programme'))).toEqual([]);
  });
});
