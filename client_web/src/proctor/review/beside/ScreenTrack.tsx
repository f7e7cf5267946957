/// What the candidate's screen showed at the moment the player shows, where the programme recorded it.
import { useEffect, useMemo, useRef, useState } from 'react';
import { PartTimeline } from '../partTimeline';
import type { Player } from '../player';
import type { Review } from '../types';
import css from './Beside.module.css';
import { Follower } from './follower';
import { useBesideText } from './texts';

interface ScreenTrackProps {
  readonly parts: Review['parts'];
  readonly player: Player;
}

export function ScreenTrack({ parts, player }: ScreenTrackProps) {
  const t = useBesideText();
  const video = useRef<HTMLVideoElement>(null);
  const description = JSON.stringify(parts.filter(({ kind }) => kind === 'screen'));
  const timeline = useMemo(() => new PartTimeline(JSON.parse(description) as Review['parts']), [description]);
  const [there, setThere] = useState(false);
  useEffect(() => {
    if (!video.current || timeline.isEmpty) return undefined;
    const follower = new Follower(timeline, video.current);
    const look = () => setThere(follower.follow(player.snapshot()));
    look();
    return player.subscribe(look);
  }, [player, timeline]);
  if (timeline.isEmpty) return null;
  return (
    <figure className={css.side} data-testid="screen-track" data-there={there}>
      <video ref={video} className={css.picture} muted playsInline aria-label={t('screen')} />
      <figcaption>{there ? t('screen') : t('screenNone')}</figcaption>
    </figure>
  );
}
