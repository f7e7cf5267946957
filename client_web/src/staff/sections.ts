/// Which sections each role of the staff has, in the order of the menu.
import type { Schemas } from '../shared';

export type StaffRole = Exclude<Schemas['Role'], 'candidate'>;

export const SECTIONS = {
  proctor: ['queue', 'live'],
  marker: ['marking'],
  administrator: ['overview', 'attempts', 'windows', 'candidates', 'bank', 'programmes', 'audit'],
} as const satisfies Readonly<Record<StaffRole, readonly string[]>>;

export type Section = (typeof SECTIONS)[StaffRole][number];

export const isMember = (role: Schemas['Role']): role is StaffRole => role !== 'candidate';

/** The address a role begins at. */
export const homeOf = (role: StaffRole): string => `/${(SECTIONS[role] as readonly string[])[0] ?? ''}`;
