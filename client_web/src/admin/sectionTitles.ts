/// The acts' titles by their ids, in the page's language, from the programmes.
import { local, useLanguage } from '../shared';
import { useProgrammes } from './queries';

/** Titles in the programmes' order; an id that no programme has stays an id. */
export function useSectionTitles(): ReadonlyMap<string, string> {
  const { language } = useLanguage();
  const programmes = useProgrammes();
  return new Map(
    programmes.data?.flatMap(({ sections }) => sections.map(({ id, title }) => [id, local(title, language)])),
  );
}
