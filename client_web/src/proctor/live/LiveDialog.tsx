/// One attempt's live picture in a dialog, opened from its tile.
import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../../staff/ui/Dialog';
import css from './LiveDialog.module.css';
import { fetchLive, type LiveState, LiveVideo } from './LiveVideo';
import { useLiveText } from './texts';

interface LiveDialogProps {
  readonly attemptId: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function LiveDialog({ attemptId, number, onClose }: LiveDialogProps) {
  const t = useLiveText();
  return (
    <Dialog opened title={t('title', { number })} onClose={onClose} width="wide">
      <LivePicture attemptId={attemptId} />
      <p className={css.lead}>{t('lead')}</p>
    </Dialog>
  );
}

function LivePicture({ attemptId }: { readonly attemptId: string }) {
  const t = useLiveText();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<LiveState>('waiting');
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const live = new LiveVideo({
      video: element,
      next: (place, signal) => fetchLive(attemptId, place, signal),
      onState: setState,
    });
    live.open();
    return () => live.close();
  }, [attemptId]);
  return (
    <>
      <video
        ref={video}
        className={css.video}
        muted
        playsInline
        data-testid="live-video"
        data-state={state}
      />
      <p role="status" className={css.state}>
        {state !== 'playing' && t(state)}
      </p>
    </>
  );
}
