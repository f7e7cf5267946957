/// Which numbers of a programme's signals can be set, rule by rule, in the order of the page.
import type { Schemas } from '../../shared';

export type RuleType = Schemas['TypeChangeView']['type'];
export type ThresholdName =
  | 'person_score'
  | 'yaw_on_deg'
  | 'yaw_off_deg'
  | 'down_on_deg'
  | 'down_off_deg'
  | 'up_on_deg'
  | 'up_off_deg'
  | 'gaze_aside'
  | 'identity_distance'
  | 'identity_off_distance'
  | 'covered_contrast'
  | 'dark_luma'
  | 'overexposed_luma'
  | 'blur_ratio'
  | 'loop_share'
  | 'speech_share'
  | 'object_score';

export interface RuleGroup {
  readonly type: RuleType;
  readonly thresholds: readonly ThresholdName[];
}

const group = (type: RuleType, ...thresholds: ThresholdName[]): RuleGroup => ({ type, thresholds });

export const GROUPS: readonly RuleGroup[] = [
  group('absent', 'person_score'),
  group(
    'turned',
    'yaw_on_deg',
    'yaw_off_deg',
    'down_on_deg',
    'down_off_deg',
    'up_on_deg',
    'up_off_deg',
  ),
  group('gaze_away', 'gaze_aside'),
  group('extra_face'),
  group('identity_change', 'identity_distance', 'identity_off_distance'),
  group('covered', 'covered_contrast'),
  group('dark', 'dark_luma'),
  group('overexposed', 'overexposed_luma'),
  group('blurred', 'blur_ratio'),
  group('frozen'),
  group('looping', 'loop_share'),
  group('talking', 'speech_share'),
  group('microphone_silent'),
  group('object', 'object_score'),
];

/** Each begins at the first and goes on down to the second. */
export const ON_OFF: readonly (readonly [ThresholdName, ThresholdName])[] = [
  ['yaw_on_deg', 'yaw_off_deg'],
  ['down_on_deg', 'down_off_deg'],
  ['up_on_deg', 'up_off_deg'],
  ['identity_distance', 'identity_off_distance'],
];
