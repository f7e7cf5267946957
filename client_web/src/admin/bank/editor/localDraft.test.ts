// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { newItem } from './draft';
import { LocalDraft } from './localDraft';

const NOW = new Date('2026-11-22T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 24 * 3600 * 1000);
const draft = { ...newItem('choice'), code: 'A-1' };

beforeEach(() => localStorage.clear());

it('gives back what the same account wrote', () => {
  new LocalDraft(localStorage, 'aigul', 'item-1').keep(draft, 'v1', NOW);
  const kept = new LocalDraft(localStorage, 'aigul', 'item-1').read(later(1));
  expect(kept).toEqual({ kept_at: NOW.toISOString(), base_version_id: 'v1', draft });
});

it('shows nobody another account’s writing, nor another item’s', () => {
  new LocalDraft(localStorage, 'aigul', 'item-1').keep(draft, 'v1', NOW);
  expect(new LocalDraft(localStorage, 'serik', 'item-1').read(NOW)).toBeNull();
  expect(new LocalDraft(localStorage, 'aigul', 'item-2').read(NOW)).toBeNull();
});

it('forgets when told, and what is two weeks old', () => {
  const kept = new LocalDraft(localStorage, 'aigul', 'new');
  kept.keep(draft, '', NOW);
  expect(kept.read(later(15))).toBeNull();
  kept.forget();
  expect(kept.read(NOW)).toBeNull();
});

it('reads past what is broken', () => {
  localStorage.setItem('synaq.bank.draft.aigul.x', '{');
  expect(new LocalDraft(localStorage, 'aigul', 'x').read(NOW)).toBeNull();
});

it('says when the browser keeps nothing', () => {
  const full = {
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(new LocalDraft(full, 'aigul', 'x').keep(draft, '', NOW)).toBe(false);
});
