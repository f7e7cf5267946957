/// All blocks of a test at a glance: what each asks, in what time, and where a break lies.
import { local, useLanguage, useShared } from '../../shared';
import type { BlockView } from '../data';
import css from './BlockFacts.module.css';
import { minutesOf } from './course';
import { useBlockText } from './texts';

export function PartsList({ blocks }: { readonly blocks: readonly BlockView[] }) {
  const t = useBlockText();
  const common = useShared();
  const { language } = useLanguage();
  return (
    <>
      <p>{t('parts', { total: blocks.length })}</p>
      <ol className={css.parts} data-testid="parts">
        {blocks.map((block) => (
          <li key={block.no}>
            <strong>{local(block.title, language)}</strong> –{' '}
            {t(`amount.${block.kind}`, { items: block.n_items, minutes: minutesOf(block) })}
            {block.break_after_s > 0 &&
              ` · ${t('break.title')}: ${common('unit.minutes', { n: Math.round(block.break_after_s / 60) })}`}
          </li>
        ))}
      </ol>
    </>
  );
}
