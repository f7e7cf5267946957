/// The video and its controls.
import { Button, NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { formatDuration } from '../../shared';
import { useStaff } from '../../staff/texts';
import { JUMP_S, type Player, SPEEDS } from './player';
import css from './Screen.module.css';
import { usePlayedAt, usePlayerState } from './usePlayer';

interface ScreenProps {
  readonly player: Player;
  readonly duration_s: number;
  /** Ask for the review anew: with it comes leave to read its recordings. */
  readonly onAgain: () => Promise<unknown>;
  /** Buttons of the page beside those of the player. */
  readonly children?: ReactNode;
}

export function Screen({ player, duration_s, onAgain, children }: ScreenProps) {
  const t = useStaff();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => (video.current ? player.attach(video.current) : undefined), [player]);
  if (player.timeline.isEmpty) {
    return (
      <div className={css.none} data-testid="no-recording">
        <strong>{t('player.none')}</strong>
        <p>{t('player.noneHint')}</p>
      </div>
    );
  }
  return (
    <div className={css.frame}>
      <div className={css.screen}>
        {/* A recording of a person at a test: there is nothing to caption before it is analysed for speech. */}
        <video
          ref={video}
          className={css.video}
          aria-label={t('player.label')}
          preload="auto"
          playsInline
          onClick={() => player.toggle()}
          data-testid="player"
        />
      </div>
      <Controls player={player} duration_s={duration_s}>
        {children}
      </Controls>
      <Notes player={player} onAgain={onAgain} />
    </div>
  );
}

function Controls({ player, duration_s, children }: Omit<ScreenProps, 'onAgain'>) {
  const t = useStaff();
  const { playing, speed } = usePlayerState(player);
  return (
    <div role="group" aria-label={t('player.controls')} className={css.controls}>
      <Key label={t('player.back')} onPress={() => player.jump(-JUMP_S)} sign="−5" />
      <Button
        size="sm"
        className={css.play}
        onClick={() => player.toggle()}
        data-testid="play"
        data-playing={playing}
      >
        {playing ? t('player.pause') : t('player.play')}
      </Button>
      <Key label={t('player.forward')} onPress={() => player.jump(JUMP_S)} sign="+5" />
      <Key label={t('player.previousFrame')} onPress={() => player.step(-1)} sign="‹" />
      <Key label={t('player.nextFrame')} onPress={() => player.step(1)} sign="›" />
      <Clock player={player} duration_s={duration_s} />
      <NativeSelect
        size="sm"
        className={css.speed}
        aria-label={t('player.speed')}
        value={String(speed)}
        data={SPEEDS.map((each) => ({ value: String(each), label: t('player.speedOf', { speed: each }) }))}
        onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
        data-testid="speed"
      />
      {children}
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly sign: string;
  readonly onPress: () => void;
  /** Of a key that stays pressed. */
  readonly pressed?: boolean;
}

/** A small button whose sign is explained by its label. */
export function Key({ label, sign, onPress, pressed }: KeyProps) {
  return (
    <Button
      variant="default"
      size="sm"
      className={css.key}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onPress}
    >
      <span aria-hidden>{sign}</span>
    </Button>
  );
}

function Clock({ player, duration_s }: Pick<ScreenProps, 'player' | 'duration_s'>) {
  const t = useStaff();
  const at_s = usePlayedAt(player, 1);
  return (
    <span className={css.clock} title={t('player.time')} data-testid="player-time">
      <span className="visually-hidden">{t('player.time')}: </span>
      {formatDuration(at_s)} / {formatDuration(duration_s)}
    </span>
  );
}

/** What the player has to say: loading, a gap it skipped, a file it cannot play. */
function Notes({ player, onAgain }: Pick<ScreenProps, 'player' | 'onAgain'>) {
  const t = useStaff();
  const { waiting, failed, skipped } = usePlayerState(player);
  const skip =
    skipped && t('player.skipped', { from: formatDuration(skipped.t0_s), to: formatDuration(skipped.t1_s) });
  const note = failed ? t('player.failed') : (skip ?? (waiting ? t('player.waiting') : ''));
  return (
    <div className={css.notes}>
      <p role="status" className={css.note} data-failed={failed} data-testid="player-note">
        {note}
      </p>
      {failed && (
        <Button size="xs" variant="default" onClick={() => void onAgain().then(() => player.retry())}>
          {t('player.retry')}
        </Button>
      )}
    </div>
  );
}
