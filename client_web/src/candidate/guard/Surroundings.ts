/// Watches what is around the running test and reports changes: full screen, other screens, clipboard, a panel beside.
import type { IntegrityKind } from '../live/IntegrityReporter';
import { panelOpened, type WindowSizes } from './hints';

export interface SurroundingsParts {
  readonly report: (kind: IntegrityKind, detail?: string) => void;
  readonly onFullScreen: (on: boolean) => void;
}

/** Chrome's part of Window Management that needs no permission. */
interface ExtendedScreen extends EventTarget {
  readonly isExtended?: boolean;
}
/** A window being arranged changes its sizes many times: look when it is still. */
const STILL_MS = 1500;

export class Surroundings {
  private sizes: WindowSizes;
  private extended = false;
  private still: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly parts: SurroundingsParts,
    private readonly view: Window & typeof globalThis = window,
  ) {
    this.sizes = sizesOf(view);
  }

  open(ended: AbortSignal): void {
    const options = { signal: ended };
    const screen = this.view.screen as unknown as ExtendedScreen;
    this.view.document.addEventListener('fullscreenchange', () => this.fullScreenChanged(), options);
    this.view.addEventListener('resize', () => this.resized(), options);
    if (typeof screen.addEventListener === 'function') {
      screen.addEventListener('change', () => this.screensChanged(), options);
    }
    clipboardOf(this.view)?.addEventListener(
      'clipboardchange',
      () => this.parts.report('clipboard_changed'),
      options,
    );
    ended.addEventListener('abort', () => clearTimeout(this.still), { once: true });
    this.parts.onFullScreen(this.isFullScreen());
    this.screensChanged();
  }

  private isFullScreen(): boolean {
    return Boolean(this.view.document.fullscreenElement);
  }

  private fullScreenChanged(): void {
    const on = this.isFullScreen();
    this.parts.report(on ? 'fullscreen_entered' : 'fullscreen_left');
    this.parts.onFullScreen(on);
    this.sizes = sizesOf(this.view);
  }

  private screensChanged(): void {
    const extended = (this.view.screen as unknown as ExtendedScreen).isExtended === true;
    if (extended && !this.extended) this.parts.report('second_screen');
    this.extended = extended;
  }

  private resized(): void {
    clearTimeout(this.still);
    this.still = setTimeout(() => {
      const now = sizesOf(this.view);
      if (panelOpened(this.sizes, now)) this.parts.report('devtools_suspected');
      this.sizes = now;
    }, STILL_MS);
  }
}

/** Where the browser tells that something was copied anywhere on the computer; never what. */
function clipboardOf({ navigator }: Window): EventTarget | undefined {
  const clipboard: unknown = (navigator as Navigator | undefined)?.clipboard;
  return clipboard instanceof EventTarget ? clipboard : undefined;
}

function sizesOf(view: Window): WindowSizes {
  const { outerWidth, outerHeight, innerWidth, innerHeight, devicePixelRatio: zoom } = view;
  return { outerWidth, outerHeight, innerWidth, innerHeight, zoom };
}
