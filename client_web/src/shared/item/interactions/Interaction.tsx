/// The component of each kind of interaction.
import type { InteractionProps, InteractionView } from '../types';
import { Choice } from './Choice';
import { ExtendedText } from './ExtendedText';
import { HotText } from './HotText';
import { InlineChoice } from './InlineChoice';
import { Likert } from './Likert';
import { Match } from './Match';
import { Order } from './Order';
import { TextEntry } from './TextEntry';

export function Interaction({ interaction, ...rest }: InteractionProps) {
  switch (interaction.kind) {
    case 'choice':
      return <Choice interaction={interaction} {...rest} />;
    case 'likert':
      return <Likert interaction={interaction} {...rest} />;
    case 'inline_choice':
      return <InlineChoice interaction={interaction} {...rest} />;
    case 'text_entry':
      return <TextEntry interaction={interaction} {...rest} />;
    case 'order':
      return <Order interaction={interaction} {...rest} />;
    case 'match':
      return <Match interaction={interaction} {...rest} />;
    case 'hottext':
      return <HotText interaction={interaction} {...rest} />;
    case 'extended_text':
      return <ExtendedText interaction={interaction} {...rest} />;
  }
}

/** Whether it stands within a line of text. */
export const isInline = ({ kind }: InteractionView): boolean =>
  kind === 'inline_choice' || kind === 'text_entry';
