/// Where the calculator stands in the window: moved by pointer or arrow keys, never out of sight.

export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const STEP_PX = 24;
const MARGIN_PX = 8;
const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -STEP_PX, y: 0 },
  ArrowRight: { x: STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: -STEP_PX },
  ArrowDown: { x: 0, y: STEP_PX },
};

/** How far an arrow key moves it; null for other keys. */
export const stepOf = (key: string): Place | null => STEPS[key] ?? null;

/** The place as near to the wished one as keeps the whole of it in the window, its top left corner above all. */
export function withinWindow(wished: Place, own: Size, window: Size): Place {
  const clamp = (value: number, most: number): number => Math.max(MARGIN_PX, Math.min(value, most));
  return {
    x: clamp(wished.x, window.width - own.width - MARGIN_PX),
    y: clamp(wished.y, window.height - own.height - MARGIN_PX),
  };
}
