/// An item as a candidate sees it: the server's ItemView, and the answers given to it.
import type { components } from '../api.gen';
import type { Language } from '../i18n';

type Views = components['schemas'];

export type ItemView = Views['ItemView'];
export type StimulusView = Views['StimulusView'];
export type ChoiceView = Views['ChoiceView'];
export type InteractionView = ItemView['interactions'][number];
type OfKind<K extends InteractionView['kind']> = Extract<InteractionView, { kind: K }>;

export type ChoiceInteraction = OfKind<'choice'>;
export type InlineChoiceInteraction = OfKind<'inline_choice'>;
export type TextEntryInteraction = OfKind<'text_entry'>;
export type OrderInteraction = OfKind<'order'>;
export type MatchInteraction = OfKind<'match'>;
export type HotTextInteraction = OfKind<'hottext'>;
export type ExtendedTextInteraction = OfKind<'extended_text'>;
export type LikertInteraction = OfKind<'likert'>;

/** Response id → values: ids chosen, `"left right"` pairs, or one string; a response taken back is absent. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** What every interaction's component is given. */
export interface InteractionProps<I extends InteractionView = InteractionView> {
  readonly interaction: I;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly disabled: boolean;
  /** The language the item is shown in; the page's may be another. */
  readonly language: Language | (string & {});
  /** The element that asks the question; absent for what stands within a line. */
  readonly labelledBy: string | undefined;
  /** 1-based place among the item's interactions, and how many there are. */
  readonly number: number;
  readonly total: number;
}
