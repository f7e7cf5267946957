/// Which word stands for a severity figure in the queue.

export type SeverityLevel = 'none' | 'low' | 'medium' | 'high';

/** A figure of 3 is about one certain incident of half a minute; 10, several of them. */
const MEDIUM_FROM = 3;
const HIGH_FROM = 10;

/** Put a word to the sum over incidents of weight × confidence × duration; it orders, it never judges. */
export function severityLevel(severity: number): SeverityLevel {
  // As it is shown, with one decimal: "3" never stands beside two different words.
  const shown = Math.round(severity * 10) / 10;
  if (severity <= 0) return 'none';
  if (shown < MEDIUM_FROM) return 'low';
  return shown < HIGH_FROM ? 'medium' : 'high';
}
