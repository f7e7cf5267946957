/// Tells whether the running test is seen: page hidden or shown, focus lost or back, the computer's line gone or back.
import type { IntegrityKind } from '../live/IntegrityReporter';

export interface PageWatchParts {
  readonly report: (kind: IntegrityKind) => void;
  /** The page may be gone in a moment: what is typed leaves now. */
  readonly onLeaving: () => void;
  readonly onLineBack: () => void;
}

/** Watch the page until `ended`. */
export function watchPage({ report, onLeaving, onLineBack }: PageWatchParts, ended: AbortSignal): void {
  const options = { signal: ended };
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) onLeaving();
      report(document.hidden ? 'page_hidden' : 'page_shown');
    },
    options,
  );
  window.addEventListener('pagehide', onLeaving, options);
  window.addEventListener('blur', () => report('window_blurred'), options);
  window.addEventListener('focus', () => report('window_focused'), options);
  window.addEventListener('offline', () => report('offline'), options);
  window.addEventListener(
    'online',
    () => {
      report('online');
      onLineBack();
    },
    options,
  );
}
