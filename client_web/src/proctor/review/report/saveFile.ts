/// Hands a file that the page holds to the browser's downloads.

const KEPT_MS = 60_000;

/** Save bytes under a name; the browser has a minute to take them over. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
