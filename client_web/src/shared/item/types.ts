/// An item as a candidate sees it: the server's ItemView, and the answers given to it.
import type { Language } from '../i18n';

export interface ChoiceView {
  readonly id: string;
  readonly html: string;
  /** How often it may be matched, 0 = any number; of use in a match only. */
  readonly match_max: number;
}

interface Asked {
  readonly response_id: string;
}

export interface ChoiceInteraction extends Asked {
  readonly kind: 'choice';
  readonly choices: readonly ChoiceView[];
  readonly min_choices: number;
  /** 0 = any number. */
  readonly max_choices: number;
}

export interface InlineChoiceInteraction extends Asked {
  readonly kind: 'inline_choice';
  readonly choices: readonly ChoiceView[];
}

export interface TextEntryInteraction extends Asked {
  readonly kind: 'text_entry';
  readonly entry: 'string' | 'integer' | 'number';
  /** In characters. */
  readonly expected_length: number | null;
}

export interface OrderInteraction extends Asked {
  readonly kind: 'order';
  readonly choices: readonly ChoiceView[];
}

export interface MatchInteraction extends Asked {
  readonly kind: 'match';
  readonly left: readonly ChoiceView[];
  readonly right: readonly ChoiceView[];
  /** 0 = any number. */
  readonly max_associations: number;
}

export interface HotTextInteraction extends Asked {
  readonly kind: 'hottext';
  /** Each markable piece is `<span data-hottext="ID">`. */
  readonly passage: string;
  readonly hottext_ids: readonly string[];
  readonly min_choices: number;
  readonly max_choices: number;
}

export interface ExtendedTextInteraction extends Asked {
  readonly kind: 'extended_text';
  readonly min_words: number | null;
  readonly max_words: number | null;
  readonly expected_length: number | null;
}

export interface LikertInteraction extends Asked {
  readonly kind: 'likert';
  readonly choices: readonly ChoiceView[];
}

export type InteractionView =
  | ChoiceInteraction
  | InlineChoiceInteraction
  | TextEntryInteraction
  | OrderInteraction
  | MatchInteraction
  | HotTextInteraction
  | ExtendedTextInteraction
  | LikertInteraction;

export interface StimulusView {
  readonly code: string;
  readonly kind: 'text' | 'table' | 'chart' | 'image';
  readonly title: string;
  readonly html: string | null;
  readonly image: { readonly src: string; readonly alt: string } | null;
  readonly chart: { readonly src: string; readonly alt: string; readonly table_html: string } | null;
}

export interface ItemView {
  /** Cleaned HTML with places `<div|span data-response="ID"></…>`. */
  readonly body: string;
  readonly interactions: readonly InteractionView[];
  readonly stimulus: StimulusView | null;
  readonly language: string;
}

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
