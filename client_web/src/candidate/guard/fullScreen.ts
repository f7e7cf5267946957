/// Puts the page on the whole screen; a browser that refuses loses nobody the test.

export async function enterFullScreen(): Promise<void> {
  if (document.fullscreenElement !== null) return;
  await document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => undefined);
}
