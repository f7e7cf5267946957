/// An item on the page, for the candidate's room and the author's preview alike.
export { answersByKey, answersByStep, isAnswered, keyTarget, overLimit, withResponse } from './answers';
export { ItemBody } from './ItemBody';
export { Markup } from './Markup';
export { textOf } from './markup';
export { StimulusPane } from './StimulusPane';
export { itemTexts } from './texts';
export type { Answers, ChoiceView, InteractionView, ItemView, StimulusView } from './types';
export { countWords } from './wordCount';
