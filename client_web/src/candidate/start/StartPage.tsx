/// The last page before the clock starts: the test's language and what to know.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import {
  ErrorNotice,
  formatDateTime,
  local,
  type Schemas,
  useLanguage,
  usePageTitle,
  useShared,
} from '../../shared';
import { Steps } from '../attempt/Steps';
import { BlockFacts } from '../blocks/BlockFacts';
import { PartsList } from '../blocks/PartsList';
import { standingOf } from '../cabinet/standing';
import { type AttemptView, useStart } from '../data';
import { useGranted } from '../display/useDisplay';
import { enterFullScreen } from '../guard/fullScreen';
import { useGuardText } from '../guard/texts';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { Window } from '../ui/Window';
import css from './StartPage.module.css';

type TestLanguage = Schemas['StartAttempt']['language'];
const LANGUAGES: readonly { readonly id: TestLanguage; readonly name: string }[] = [
  { id: 'kk', name: 'Қазақ тілі' },
  { id: 'ru', name: 'Русский язык' },
];

interface StartPageProps {
  readonly attempt: AttemptView;
  readonly onCheckAgain: () => void;
}

export function StartPage({ attempt, onCheckAgain }: StartPageProps) {
  const t = useText();
  const common = useShared();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<TestLanguage | null>(attempt.booked_language);
  const start = useStart(attempt.id);
  const { booked_language } = attempt;
  const languages = LANGUAGES.filter(({ id }) => booked_language === null || booked_language === id);
  const guard = useGuardText();
  const [fullScreen, setFullScreen] = useState(true);
  const standing = standingOf(attempt);
  const [first] = attempt.blocks;
  const startNow = (): void => {
    if (chosen === null) return;
    // The browser lets a page onto the whole screen only in answer to a press of the candidate's.
    if (fullScreen && document.fullscreenEnabled) void enterFullScreen();
    start.mutate({ language: chosen });
  };
  usePageTitle(t('start.title'));
  useGranted(attempt.accommodations);
  return (
    <>
      <PageHead
        above={<Steps current="start" />}
        title={t('start.title')}
        lead={local(attempt.title, language)}
      />
      <section className={panel.panel}>
        <fieldset className={css.languages}>
          <legend>{t('start.language')}</legend>
          {languages.map(({ id, name }) => (
            <label key={id} className={css.language}>
              <input
                type="radio"
                name="test-language"
                checked={chosen === id}
                onChange={() => setChosen(id)}
                data-testid={`test-language-${id}`}
              />
              <span lang={id}>{name}</span>
            </label>
          ))}
        </fieldset>
        <p className={panel.quiet}>{t('start.language_stays')}</p>
      </section>
      {first && (
        <section className={panel.panel} aria-labelledby="start-block">
          {attempt.blocks.length > 1 && <PartsList blocks={attempt.blocks} />}
          <h2 id="start-block">{local(first.title, language)}</h2>
          <BlockFacts block={first} />
        </section>
      )}
      <section className={panel.panel} aria-labelledby="start-notes">
        <h2 id="start-notes">{t('start.notes')}</h2>
        <ul className={css.notes}>
          <li>{t('start.clock')}</li>
          <li>{t('start.once')}</li>
          {!attempt.retake && <li data-testid="start-no-retake">{t('start.no_retake')}</li>}
          <li>{t('start.saved')}</li>
          <li>{t('start.stay')}</li>
          <li>
            {t('start.window')} <Window opens={attempt.window_opens_at} closes={attempt.window_closes_at} />
          </li>
        </ul>
        {standing === 'early' && (
          <p className={css.early}>
            {t('start.early', { time: formatDateTime(attempt.window_opens_at, language) })} (
            {common('time.astana')})
          </p>
        )}
        {document.fullscreenEnabled && (
          <Checkbox
            className={css.full_screen}
            checked={fullScreen}
            onChange={(event) => setFullScreen(event.currentTarget.checked)}
            label={guard('full_screen_start')}
            data-testid="start-full-screen"
          />
        )}
        <ErrorNotice error={start.error} />
        <div className={panel.actions}>
          <Button
            size="lg"
            disabled={chosen === null}
            loading={start.isPending}
            onClick={startNow}
            data-testid="start-button"
          >
            {t('start.go')}
          </Button>
          <Button variant="subtle" size="md" onClick={onCheckAgain} data-testid="check-devices-again">
            {t('start.check_again')}
          </Button>
        </div>
        {chosen === null && <p className={panel.quiet}>{t('start.choose_first')}</p>}
      </section>
    </>
  );
}
