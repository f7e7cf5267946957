/// Two questions to the server during the device check: what is on this frame, and how fast is the line.
import { postRaw, type Schemas } from '../../shared';

const FRAME_WIDTH_PX = 640;
const PROBE_BYTES = 2_000_000;
const PROBE_LIMIT_MS = 30_000;
/** What the browser gives at most in one call of getRandomValues. */
const RANDOM_CHUNK_BYTES = 65_536;

/** The current picture of a playing video as JPEG; null while there is none. */
export function grabFrame(video: HTMLVideoElement): Promise<Blob | null> {
  if (video.videoWidth === 0) return Promise.resolve(null);
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, FRAME_WIDTH_PX / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
}

export async function checkFrame(attemptId: string, jpeg: Blob): Promise<Schemas['FrameCheckView']> {
  const response = await postRaw(`/api/attempts/${attemptId}/device-check/frame`, 'image/jpeg', jpeg);
  return (await response.json()) as Schemas['FrameCheckView'];
}

/** Upload two million random bytes, which no proxy can compress; the speed in kbit/s. */
export async function measureUpload(attemptId: string): Promise<number> {
  const bytes = new Uint8Array(PROBE_BYTES);
  for (let start = 0; start < bytes.length; start += RANDOM_CHUNK_BYTES) {
    crypto.getRandomValues(bytes.subarray(start, start + RANDOM_CHUNK_BYTES));
  }
  const startedAt = performance.now();
  const path = `/api/attempts/${attemptId}/device-check/upload`;
  await postRaw(path, 'application/octet-stream', bytes, PROBE_LIMIT_MS);
  return (PROBE_BYTES * 8) / Math.max(1, performance.now() - startedAt);
}
