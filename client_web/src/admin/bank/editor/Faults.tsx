/// What an item still lacks, as a list to work off; saving is possible before it is empty.
import { useBank } from '../texts';
import type { ItemDraft } from '../types';
import css from '../ui/BankPage.module.css';
import { type Fault, faultsOf } from './faults';

export function Faults({ draft }: { readonly draft: ItemDraft }) {
  const t = useBank();
  const faults = faultsOf(draft);
  const number = (id: string | undefined) =>
    draft.interactions.findIndex(({ response_id }) => response_id === id) + 1;
  const words = ({ fault, language, response_id }: Fault): string => {
    const where = [
      response_id === undefined || draft.interactions.length < 2
        ? ''
        : t('faults.answer', { n: number(response_id) }),
      language === undefined ? '' : t(`language.${language}`),
    ].filter((part) => part !== '');
    return [...where, t(`fault.${fault}`)].join(' · ');
  };
  return (
    <section className={css.panel} aria-labelledby="faults" data-testid="faults" data-count={faults.length}>
      <h2 id="faults">{t('faults.title')}</h2>
      {faults.length === 0 ? (
        <p className={css.good}>{t('faults.none')}</p>
      ) : (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.fault}/${fault.language ?? ''}/${fault.response_id ?? ''}`}>{words(fault)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
