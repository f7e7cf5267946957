import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Schemas } from '../../shared';
import { IndexedDbPendingStore, openPageDatabase, type PageDatabase } from '../answers/database';
import { aBlock, anAttempt } from '../testing/attempts';
import { KeptPage } from './KeptPage';

const CANDIDATE: Schemas['AccountView'] = {
  id: 'c1',
  login: 'c1',
  display_name: 'C',
  role: 'candidate',
  language: 'kk',
  is_senior: false,
  first_password: false,
};
const SAVED = { revision: 3, answers: { RESPONSE: ['b'] }, saved_at: '2026-11-22T07:01:00Z' };
const slotState = (slot: number, block_no: number) => ({
  slot,
  block_no,
  section_id: 's',
  answered: false,
  flagged: false,
  saved_at: null,
});
const slotView = (slot: number): Schemas['SlotView'] => ({
  slot,
  block_no: 0,
  section_id: 's',
  item: { body: '<p>?</p>', interactions: [], stimulus: null, language: 'kk' },
  response: null,
  flagged: false,
});
const TWO_BLOCKS = anAttempt({
  blocks: [aBlock(0, { state: 'running' }), aBlock(1)],
  slots: [slotState(0, 0), slotState(1, 0), slotState(2, 1)],
});

let database: PageDatabase;
let kept: KeptPage;

beforeEach(async () => {
  database = await openPageDatabase(`kept-${Math.random()}`);
  kept = new KeptPage(database);
  await kept.keepAccount(CANDIDATE);
  await kept.keepAttempt(TWO_BLOCKS, 'c1');
});
afterEach(() => database.close());

describe('KeptPage', () => {
  it('has after a reload who is signed in, the attempt, its device and its items', async () => {
    await kept.keepClaim('a1', 'device-1', 4);
    await kept.keepSlot('a1', slotView(0));
    expect(await kept.account()).toEqual(CANDIDATE);
    expect(await kept.attempt('a1')).toMatchObject({ deviceId: 'device-1', epoch: 4, view: { id: 'a1' } });
    expect(await kept.slot('a1', 0)).toEqual(slotView(0));
  });

  it('keeps the device over a newer word on the attempt', async () => {
    await kept.keepClaim('a1', 'device-1', 4);
    await kept.keepAttempt({ ...TWO_BLOCKS, deadline_at: '2026-11-22T07:30:00Z' }, 'c1');
    expect(await kept.attempt('a1')).toMatchObject({
      epoch: 4,
      view: { deadline_at: '2026-11-22T07:30:00Z' },
    });
  });

  // Items are read once; without this an offline reload showed the answer as it was at that time.
  it('shows the answer that the server confirmed last', async () => {
    await kept.keepSlot('a1', slotView(0));
    await kept.keepResponse('a1', 0, SAVED);
    expect((await kept.slot('a1', 0))?.response).toEqual(SAVED);
  });

  it('keeps the items of the running block alone', async () => {
    await kept.keepSlot('a1', slotView(0));
    await kept.keepAttempt({ ...TWO_BLOCKS, block_no: null }, 'c1');
    expect(await kept.slot('a1', 0)).toBeUndefined();
  });

  it('forgets everything of an attempt that has ended', async () => {
    const answers = new IndexedDbPendingStore(database);
    await kept.keepSlot('a1', slotView(0));
    await answers.put(unsent('a1'));
    await kept.keepAttempt({ ...TWO_BLOCKS, state: 'closed' }, 'c1');
    expect(await kept.attempt('a1')).toBeUndefined();
    expect(await kept.slot('a1', 0)).toBeUndefined();
    expect(await answers.all('a1')).toEqual([]);
  });

  it('forgets at sign-out what the test asks, and not what is still unsent', async () => {
    const answers = new IndexedDbPendingStore(database);
    await kept.keepSlot('a1', slotView(0));
    await answers.put(unsent('a1'));
    await kept.forgetAccount();
    expect(await kept.account()).toBeUndefined();
    expect(await kept.attempt('a1')).toBeUndefined();
    expect(await kept.slot('a1', 0)).toBeUndefined();
    expect(await answers.all('a1')).toHaveLength(1);
  });

  it('forgets another person’s attempt as soon as somebody else signs in', async () => {
    await kept.keepAccount({ ...CANDIDATE, id: 'c2' });
    expect(await kept.attempt('a1')).toBeUndefined();
  });
});

function unsent(attemptId: string) {
  return {
    attemptId,
    slot: 0,
    operationId: 'op',
    answers: { RESPONSE: ['a'] },
    baseRevision: 0,
    epoch: 1,
    chosenAt: 0,
    dwellMs: 0,
  };
}
