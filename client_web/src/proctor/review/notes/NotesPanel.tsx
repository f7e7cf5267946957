/// A proctor's own notes at a time of the recording: writing, going to, removing them.
import { Button, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, formatDuration } from '../../../shared';
import type { Player } from '../player';
import type { Review } from '../types';
import { usePlayedAt } from '../usePlayer';
import { type Note, useNotes } from './data';
import css from './NotesPanel.module.css';
import { useNoteText } from './texts';

const LONGEST = 2000;

interface NotesPanelProps {
  readonly review: Review;
  readonly player: Player;
}

export function NotesPanel({ review, player }: NotesPanelProps) {
  const t = useNoteText();
  const { add, remove } = useNotes(review.review_id);
  const [removed, setRemoved] = useState<Note | null>(null);
  const [said, say] = useState('');
  const write = (at_s: number, text: string, done: () => void) =>
    add.mutate(
      { at_s, text },
      {
        onSuccess: () => {
          say(t('added', { time: formatDuration(at_s) }));
          setRemoved(null);
          done();
        },
      },
    );
  return (
    <section className={css.panel} aria-labelledby="notes" data-testid="notes">
      <h2 id="notes">{t('title')}</h2>
      <p className={css.lead}>{t('lead')}</p>
      <ErrorNotice error={add.error ?? remove.error} />
      {review.notes.length === 0 && <p className={css.lead}>{t('none')}</p>}
      <ul className={css.list}>
        {review.notes.map((note) => (
          <Row
            key={note.id}
            note={note}
            onJump={() => player.seek(note.at_s)}
            onRemove={() => remove.mutate(note, { onSuccess: () => setRemoved(note) })}
          />
        ))}
      </ul>
      <p role="status" className={css.said}>
        {removed ? t('removed') : said}{' '}
        {removed && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => write(removed.at_s, removed.text, () => undefined)}
            data-testid="note-undo"
          >
            {t('undo')}
          </Button>
        )}
      </p>
      <NewNote player={player} pending={add.isPending} onAdd={write} />
    </section>
  );
}

interface RowProps {
  readonly note: Note;
  readonly onJump: () => void;
  readonly onRemove: () => void;
}

function Row({ note, onJump, onRemove }: RowProps) {
  const t = useNoteText();
  const time = formatDuration(note.at_s);
  return (
    <li data-testid="note" data-at={note.at_s}>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('jump', { time })}
        onClick={onJump}
        data-testid="note-jump"
      >
        {time}
      </Button>
      <span className={css.text}>{note.text}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('removeOf', { time })}
        onClick={onRemove}
        data-testid="note-remove"
      >
        {t('remove')}
      </Button>
    </li>
  );
}

interface NewNoteProps {
  readonly player: Player;
  readonly pending: boolean;
  readonly onAdd: (at_s: number, text: string, done: () => void) => void;
}

/** The moment is held from the first letter on: what is being described passes by while one writes. */
function NewNote({ player, pending, onAdd }: NewNoteProps) {
  const t = useNoteText();
  const shown = usePlayedAt(player, 1);
  const [text, setText] = useState('');
  const [held, setHeld] = useState<number | null>(null);
  const at_s = held ?? shown;
  const change = (next: string) => {
    setText(next);
    setHeld(next === '' ? null : at_s);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onAdd(at_s, text.trim(), () => change(''));
  };
  return (
    <form onSubmit={submit} className={css.form}>
      <Textarea
        label={t('text')}
        rows={2}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        data-testid="note-text"
      />
      <Button
        type="submit"
        variant="default"
        loading={pending}
        disabled={text.trim() === ''}
        data-testid="note-add"
      >
        {t('add', { time: formatDuration(at_s) })}
      </Button>
    </form>
  );
}
