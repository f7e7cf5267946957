/// What a candidate should know of a block before its clock starts.
import { local, useLanguage } from '../../shared';
import type { BlockView } from '../data';
import css from './BlockFacts.module.css';
import { minutesOf } from './course';
import { useBlockText } from './texts';

export function BlockFacts({ block }: { readonly block: BlockView }) {
  const t = useBlockText();
  const { language } = useLanguage();
  const amount = { items: block.n_items, minutes: minutesOf(block) };
  const aids = block.aids.map((aid) => t(`aid.${aid}`)).join(', ');
  return (
    <div data-testid={`block-facts-${block.no}`}>
      <p className={css.amount}>{t(`amount.${block.kind}`, amount)}</p>
      {block.sections.length > 1 && (
        <ul className={css.sections}>
          {block.sections.map((section) => (
            <li key={section.id}>
              {local(section.title, language)} – {section.n_items}
            </li>
          ))}
        </ul>
      )}
      <ul className={css.facts}>
        {block.max_words !== null && <li>{t('words', { words: block.max_words })}</li>}
        {block.extra_s > 0 && <li>{t('extra', { minutes: Math.round(block.extra_s / 60) })}</li>}
        <li>{aids === '' ? t('aids.none') : t('aids.some', { aids })}</li>
        {block.kind !== 'essay' && <li>{t(`navigation.${block.navigation}`)}</li>}
        {block.kind !== 'items' && <li>{t(`note.${block.kind}`)}</li>}
        <li>{t('locks')}</li>
      </ul>
    </div>
  );
}
