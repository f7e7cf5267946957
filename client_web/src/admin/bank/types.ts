/// The bank's words for what goes over the wire.
import type { Schemas } from '../../shared';

export type BankSchemas = Schemas;
export type ItemDraft = BankSchemas['ItemDraft'];
export type Interaction = ItemDraft['interactions'][number];
export type InteractionKind = Interaction['kind'];
export type ChoiceDraft = BankSchemas['ChoiceDraft'];
export type ResponseKey = BankSchemas['ResponseKeyDraft'];
export type Wording = BankSchemas['ChoiceDraft']['text'];
export type BankLanguage = 'kk' | 'ru' | 'en';
export type ItemStatus = BankSchemas['BankItemRow']['status'];
export type Stage = BankSchemas['StageState']['stage'];
export type BankItemRow = BankSchemas['BankItemRow'];
export type BankItemDetail = BankSchemas['BankItemDetail'];
export type VersionView = BankSchemas['VersionView'];
