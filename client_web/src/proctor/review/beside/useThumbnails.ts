/// Thumbnails of a player's recording, for components.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Player } from '../player';
import { Thumbnails } from './Thumbnails';

const [WIDTH_PX, HEIGHT_PX] = [320, 240];

export type Pictures = Thumbnails<HTMLCanvasElement>;

export function useThumbnails(player: Player): Pictures {
  const pictures = useMemo(() => {
    const video = document.createElement('video');
    video.muted = true;
    video.preload = 'metadata';
    return new Thumbnails(player.timeline, video, () => drawn(video));
  }, [player]);
  useEffect(() => () => pictures.close(), [pictures]);
  return pictures;
}

/** Ask for a moment's picture and give it when it is there; null asks for nothing. */
export function usePicture(pictures: Pictures, at_s: number | null): HTMLCanvasElement | null {
  useSyncExternalStore(pictures.subscribe, pictures.snapshot);
  useEffect(() => {
    if (at_s !== null) pictures.ask(at_s);
  }, [pictures, at_s]);
  return at_s === null ? null : pictures.of(at_s);
}

function drawn(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH_PX, HEIGHT_PX];
  canvas.getContext('2d')?.drawImage(video, 0, 0, WIDTH_PX, HEIGHT_PX);
  return canvas;
}
