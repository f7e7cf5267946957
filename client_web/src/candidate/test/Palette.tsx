/// All questions at a glance, grouped by act: free movement, and what still lacks an answer.
import { local, type Schemas, useLanguage } from '../../shared';
import css from './Palette.module.css';
import { countSlots, type SlotStanding } from './slots';
import { useTestText } from './texts';

interface PaletteProps {
  readonly slots: readonly SlotStanding[];
  readonly sections: readonly Schemas['SectionView'][];
  readonly current: number;
  /** Given the index in the block; null where questions cannot be chosen. */
  readonly onGo: ((index: number) => void) | null;
}

export function Palette({ slots, sections, current, onGo }: PaletteProps) {
  const t = useTestText();
  const { language } = useLanguage();
  return (
    <nav className={css.palette} aria-label={t('palette.label')}>
      {sections.map((section) => {
        const inside = slots.filter(({ sectionId }) => sectionId === section.id);
        const { answered, total } = countSlots(inside);
        return (
          <section key={section.id} aria-labelledby={`palette-${section.id}`}>
            <h2 id={`palette-${section.id}`} className={css.title}>
              <span>{local(section.title, language)}</span>
              <span className={css.count}>
                {answered}/{total}
              </span>
            </h2>
            <ul className={css.slots}>
              {inside.map((slot) => (
                <li key={slot.slot}>
                  <PaletteButton standing={slot} current={slot.slot === current} onGo={onGo} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <ul className={css.legend} aria-hidden>
        <li data-kind="answered">{t('palette.answered')}</li>
        <li data-kind="open">{t('palette.unanswered')}</li>
        <li data-kind="flagged">{t('palette.flagged')}</li>
      </ul>
    </nav>
  );
}

interface PaletteButtonProps {
  readonly standing: SlotStanding;
  readonly current: boolean;
  readonly onGo: PaletteProps['onGo'];
}

function PaletteButton({ standing, current, onGo }: PaletteButtonProps) {
  const t = useTestText();
  const words = [
    t('palette.question', { n: standing.number }),
    standing.answered ? t('palette.answered') : t('palette.unanswered'),
    ...(standing.waiting ? [t('palette.waiting')] : []),
    ...(standing.flagged ? [t('palette.flagged')] : []),
  ];
  return (
    <button
      type="button"
      className={css.slot}
      aria-label={words.join(', ')}
      aria-current={current ? 'true' : undefined}
      data-answered={standing.answered}
      data-flagged={standing.flagged}
      data-waiting={standing.waiting}
      data-testid={`palette-${standing.slot}`}
      disabled={onGo === null && !current}
      onClick={() => onGo?.(standing.number - 1)}
    >
      {standing.number}
    </button>
  );
}
