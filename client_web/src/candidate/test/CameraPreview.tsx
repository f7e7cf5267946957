/// The candidate's own picture, always in sight, with whether it is being recorded.
import { useEffect, useRef } from 'react';
import type { RunningSnapshot } from '../attempt/RunningAttempt';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

export function CameraPreview({ state }: { readonly state: RunningSnapshot }) {
  const t = useTestText();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = state.stream;
    void video.current.play().catch(() => undefined);
  }, [state.stream]);
  const recording = state.link === 'connected' && state.cameraFault === null;
  return (
    <figure className={css.preview} data-testid="camera-preview" data-link={state.link}>
      <video ref={video} muted playsInline aria-label={t('test.own_picture')} />
      <figcaption data-recording={recording}>
        {recording ? t('test.recording') : t('test.connecting')}
      </figcaption>
    </figure>
  );
}
