/// Which sections each role of the staff has, in the order of the menu.
import type { Schemas } from '../shared';

export type StaffRole = Exclude<Schemas['Role'], 'candidate'>;

export const SECTIONS = {
  proctor: ['queue', 'live', 'appeals'],
  marker: ['marking'],
  administrator: [
    'overview',
    'attempts',
    'windows',
    'candidates',
    'bank',
    'programmes',
    'days',
    'staff',
    'audit',
  ],
} as const satisfies Readonly<Record<StaffRole, readonly string[]>>;

/** What seniors among the proctors have beside. */
const OF_SENIORS = ['agreement'] as const;

export type Section = (typeof SECTIONS)[StaffRole][number] | (typeof OF_SENIORS)[number];

export const sectionsOf = (role: StaffRole, is_senior: boolean): readonly Section[] =>
  is_senior ? [...SECTIONS[role], ...OF_SENIORS] : SECTIONS[role];

export const isMember = (role: Schemas['Role']): role is StaffRole => role !== 'candidate';

/** The address a role begins at. */
export const homeOf = (role: StaffRole): string => `/${(SECTIONS[role] as readonly string[])[0] ?? ''}`;
