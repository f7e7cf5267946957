/// Choosing a window: day, then time, then the test's language; taken only after a second look.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  Dialog,
  differsFromAstana,
  ErrorNotice,
  formatHours,
  formatWindow,
  ownZone,
  useLanguage,
  useShared,
} from '../../shared';
import css from './BookingPage.module.css';
import { type StageOffer, useBook } from './data';
import { daysOf, firstFreeDay, ownTimes, type OfferedWindow } from './days';
import { useBookingText } from './texts';

interface PickerProps {
  readonly offer: StageOffer;
  readonly onBooked: (window: OfferedWindow) => void;
}

export function WindowPicker({ offer, onBooked }: PickerProps) {
  const t = useBookingText();
  const { language } = useLanguage();
  const days = daysOf(offer.windows, language);
  const [day, setDay] = useState(() => firstFreeDay(days));
  const [windowId, setWindowId] = useState<string | null>(null);
  const [wanted, setWanted] = useState(offer.booking?.language ?? null);
  const [asking, setAsking] = useState(false);
  const shown = days.find(({ label }) => label === day)?.windows ?? [];
  const window = shown.find(({ id, refusal }) => id === windowId && refusal === null);
  const testLanguage = wanted && window?.languages.includes(wanted) ? wanted : null;
  return (
    <div className={css.picker}>
      <NativeSelect
        label={t('chooseDay')}
        value={day}
        data={days.map(({ label }) => label)}
        onChange={(event) => {
          setDay(event.currentTarget.value);
          setWindowId(null);
        }}
        data-testid="booking-day"
      />
      <fieldset className={css.choices}>
        <legend>{t('chooseTime')}</legend>
        {shown.map((each) => (
          <label key={each.id} className={css.choice} data-refused={each.refusal !== null}>
            <input
              type="radio"
              name={`window-${offer.programme_id}`}
              disabled={each.refusal !== null}
              checked={windowId === each.id}
              onChange={() => setWindowId(each.id)}
              data-testid="booking-window"
            />
            <Times window={each} />
          </label>
        ))}
      </fieldset>
      <fieldset className={css.choices}>
        <legend>{t('chooseLanguage')}</legend>
        {(window?.languages ?? (['kk', 'ru'] as const)).map((id) => (
          <label key={id} className={css.choice}>
            <input
              type="radio"
              name={`language-${offer.programme_id}`}
              checked={wanted === id}
              onChange={() => setWanted(id)}
              data-testid={`booking-language-${id}`}
            />
            {t(`language.${id}`)}
          </label>
        ))}
      </fieldset>
      <Button
        disabled={!window || !testLanguage}
        onClick={() => setAsking(true)}
        className={css.go}
        data-testid="booking-go"
      >
        {t(offer.booking ? 'move' : 'book')}
      </Button>
      {window && testLanguage && (
        <Confirm
          opened={asking}
          onClose={() => setAsking(false)}
          offer={offer}
          window={window}
          testLanguage={testLanguage}
          onBooked={onBooked}
        />
      )}
    </div>
  );
}

function Times({ window }: { readonly window: OfferedWindow }) {
  const t = useBookingText();
  const common = useShared();
  const { language } = useLanguage();
  const own = differsFromAstana(window.opens_at);
  return (
    <span>
      {formatHours(window.opens_at, window.closes_at, language)}
      <span className={css.quiet}>
        {' · '}
        {window.refusal === null ? <Free n={window.n_free} /> : t(refusalKey(window.refusal))}
        {own && ` · ${common('time.own', { time: ownTimes(window, language, ownZone()) })}`}
      </span>
    </span>
  );
}

function Free({ n }: { readonly n: number | null }) {
  const t = useBookingText();
  return n === null ? t('unlimited') : t('free', { count: n });
}

function refusalKey(code: string) {
  if (code === 'window_full') return 'full';
  return code === 'too_late_to_book' ? 'too_late_to_book' : 'refused';
}

interface ConfirmProps extends PickerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly window: OfferedWindow;
  readonly testLanguage: 'kk' | 'ru';
}

function Confirm({ opened, onClose, offer, window, testLanguage, onBooked }: ConfirmProps) {
  const t = useBookingText();
  const common = useShared();
  const { language } = useLanguage();
  const book = useBook();
  const when = `${formatWindow(window.opens_at, window.closes_at, language)} (${common('time.astana')})`;
  const take = () =>
    book.mutate(
      { window_id: window.id, language: testLanguage, booking_id: offer.booking?.id ?? null },
      {
        onSuccess: () => {
          onBooked(window);
          onClose();
        },
      },
    );
  return (
    <Dialog opened={opened} onClose={onClose} title={t('confirmTitle')}>
      <p data-testid="booking-asked">
        {t('confirm', { when, language: t(`language.${testLanguage}`) })}
        {differsFromAstana(window.opens_at) && (
          <>
            <br />
            <span className={css.quiet}>
              {common('time.own', {
                time: formatWindow(window.opens_at, window.closes_at, language, ownZone()),
              })}
            </span>
          </>
        )}
      </p>
      <ErrorNotice error={book.error} />
      <div className={css.actions}>
        <Button onClick={take} loading={book.isPending} data-testid="booking-confirm">
          {t('yes')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
