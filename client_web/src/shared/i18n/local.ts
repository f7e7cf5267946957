/// Texts that come from the server in several languages.
import type { components } from '../api.gen';
import type { Language } from './language';

type LocalTextView = components['schemas']['LocalTextView'];

/** The text in the page's language. English falls back to Russian, as the server's own rule does. */
export function local(text: LocalTextView, language: Language): string {
  return language === 'en' ? (text.en ?? text.ru) : text[language];
}
