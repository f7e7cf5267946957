/// How large and how strong in contrast the candidate wants the page: kept on this computer, put onto the document.

export const SCALES = [100, 125, 150, 175, 200] as const;
export type Scale = (typeof SCALES)[number];
export type Contrast = 'normal' | 'high';

export interface Display {
  readonly scale: Scale;
  readonly contrast: Contrast;
}

/** What the organiser granted to this candidate; stands until the candidate chooses something else. */
export interface Granted {
  readonly larger_text: boolean;
  readonly high_contrast: boolean;
}

const STORAGE_KEY = 'synaq.display';
const GRANTED_SCALE: Scale = 150;

export class DisplaySettings {
  private chosen: Partial<Display>;
  private granted: Partial<Display> = {};
  private current: Display;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly storage: Storage,
    private readonly root: HTMLElement,
  ) {
    this.chosen = readChosen(storage);
    this.current = this.effective();
    this.show();
  }

  /** The candidate chooses: this stands from now on, on this computer. */
  choose(change: Partial<Display>): void {
    this.chosen = { ...this.chosen, ...change };
    try {
      this.storage.setItem(STORAGE_KEY, JSON.stringify(this.chosen));
    } catch {
      // Without storage the choice lives as long as the page.
    }
    this.changed();
  }

  /** What the organiser granted for the attempt shown. */
  grant({ larger_text, high_contrast }: Granted): void {
    this.granted = {
      ...(larger_text ? { scale: GRANTED_SCALE } : {}),
      ...(high_contrast ? { contrast: 'high' as const } : {}),
    };
    this.changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Display => this.current;

  private effective(): Display {
    return { scale: 100, contrast: 'normal', ...this.granted, ...this.chosen };
  }

  private changed(): void {
    this.current = this.effective();
    this.show();
    for (const listener of this.listeners) listener();
  }

  /** All sizes are in rem: the root's font size scales the page. */
  private show(): void {
    this.root.style.fontSize = this.current.scale === 100 ? '' : `${this.current.scale}%`;
    this.root.dataset.contrast = this.current.contrast;
  }
}

function readChosen(storage: Storage): Partial<Display> {
  try {
    const kept = JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}') as Partial<Record<keyof Display, unknown>>;
    const scale = SCALES.find((one) => one === kept.scale);
    const contrast = (['normal', 'high'] as const).find((one) => one === kept.contrast);
    return { ...(scale ? { scale } : {}), ...(contrast ? { contrast } : {}) };
  } catch {
    return {};
  }
}
