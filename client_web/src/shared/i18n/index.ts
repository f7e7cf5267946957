/// The three languages of the product: what other modules use of them.
export { type AreaLoader, textArea, type TextArea, type Translate } from './area';
export * from './format';
export { isLanguage, type Language, LANGUAGE_NAMES, LANGUAGES } from './language';
export { LanguageProvider, useLanguage } from './LanguageProvider';
export { local } from './local';
export { shared, useShared } from './shared';
export { type Catalogue, placeholders, type Text } from './text';
