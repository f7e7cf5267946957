/// Hints about what is around the page: other screens, a panel beside it, a camera that is a program. Pure.

/** Sizes in CSS pixels, with the zoom they were read at. */
export interface WindowSizes {
  readonly outerWidth: number;
  readonly outerHeight: number;
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly zoom: number;
}

/** Docked developer tools take at least this much; a bar of bookmarks or downloads takes less. */
const PANEL_PX = 200;

/**
 * Whether a panel was opened beside the page between two moments: the page shrank, its window did not.
 *
 * A guess and kept cautious: nothing is said when the window or the zoom changed too, or when the page began small.
 */
export function panelOpened(before: WindowSizes, after: WindowSizes): boolean {
  const sameWindow =
    before.zoom === after.zoom &&
    before.outerWidth === after.outerWidth &&
    before.outerHeight === after.outerHeight;
  if (!sameWindow) return false;
  const narrower = before.innerWidth - after.innerWidth;
  const lower = before.innerHeight - after.innerHeight;
  return (
    Math.max(narrower, lower) * after.zoom >= PANEL_PX && Math.min(narrower, lower) * after.zoom < PANEL_PX
  );
}

const VIRTUAL =
  /\bobs\b|virtual|manycam|xsplit|\bvcam\b|v4l2|loopback|dummy video|snap camera|mmhmm|e2esoft|splitcam|youcam|nvidia broadcast|avatarify|deep(?:face)?live/i;

/** Whether a camera's label is that of a program which pretends to be a camera. */
export function isVirtualCamera(label: string): boolean {
  return VIRTUAL.test(label);
}
