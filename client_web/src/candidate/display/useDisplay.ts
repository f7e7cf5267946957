/// The page's display settings, and what they are now.
import { useEffect, useSyncExternalStore } from 'react';
import { type Display, DisplaySettings, type Granted } from './DisplaySettings';

const settings = new DisplaySettings(localStorage, document.documentElement);

export function useDisplay(): readonly [Display, DisplaySettings] {
  return [useSyncExternalStore(settings.subscribe, settings.snapshot), settings];
}

/** Show the page as the attempt's accommodations ask for, as long as the calling component is there. */
export function useGranted({ larger_text, high_contrast }: Granted): void {
  useEffect(() => settings.grant({ larger_text, high_contrast }), [larger_text, high_contrast]);
}
