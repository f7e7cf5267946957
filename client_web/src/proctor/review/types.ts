/// The vocabulary of incidents on the review page: their order, colour and pattern.
import type { components } from '../../shared/api.gen';

export type Review = components['schemas']['ReviewView'];
export type Incident = components['schemas']['IncidentView'];
export type IncidentType = Incident['type'];
export type Verdict = NonNullable<Incident['verdict']>;
export type VerdictReason = components['schemas']['VerdictReasonName'];
export type CoverageSpan = components['schemas']['CoverageSpanView'];
export type IntegrityEvent = components['schemas']['IntegrityEventView'];
export type Rule = components['schemas']['RuleView'];

/** Top to bottom on the timeline: who is there, then where they look, then the picture itself. */
export const INCIDENT_TYPES: readonly IncidentType[] = [
  'absent',
  'extra_face',
  'identity_change',
  'turned',
  'gaze_away',
  'object',
  'talking',
  'microphone_silent',
  'covered',
  'dark',
  'overexposed',
  'blurred',
  'frozen',
  'looping',
  'unlabelled',
];

/** Colours that keep 3 : 1 against the timeline's ground (WCAG 1.4.11); each lane has its name as well. */
export const TYPE_COLOURS: Readonly<Record<IncidentType, string>> = {
  absent: '#a63c00',
  extra_face: '#8a1c7c',
  identity_change: '#b0003a',
  turned: '#1f5fbf',
  gaze_away: '#00707f',
  object: '#8a3b12',
  talking: '#005a9c',
  microphone_silent: '#5b4a42',
  covered: '#4a3aa8',
  dark: '#49505a',
  overexposed: '#7a5a00',
  blurred: '#5c6b00',
  frozen: '#1f6b2e',
  looping: '#7a1f4f',
  unlabelled: '#5b5f66',
};
