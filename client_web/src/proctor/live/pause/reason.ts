/// What the record takes for a reason.
const [SHORTEST, LONGEST] = [3, 2000];

/** The reason as it is sent, or null when it is too short or too long. */
export function readReason(text: string): string | null {
  const reason = text.trim();
  return reason.length >= SHORTEST && reason.length <= LONGEST ? reason : null;
}
