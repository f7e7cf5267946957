/// A proctor's notes of a review: adding one, removing one; the review itself carries them.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../../shared';
import { REVIEWS_KEY } from '../../queries';
import type { Review } from '../types';

export type Note = Schemas['NoteView'];

export function useNotes(review_id: string) {
  const queries = useQueryClient();
  const change = (edit: (notes: readonly Note[]) => readonly Note[]) =>
    queries.setQueryData<Review>(
      [...REVIEWS_KEY, review_id],
      (review) => review && { ...review, notes: [...edit(review.notes)] },
    );
  const add = useMutation({
    mutationFn: (body: Schemas['NoteWrite']) =>
      unwrap(api.POST('/api/proctor/reviews/{review_id}/notes', { params: { path: { review_id } }, body })),
    onSuccess: (note) => change((notes) => inOrder([...notes, note])),
  });
  const remove = useMutation({
    mutationFn: ({ id }: Note) =>
      unwrap(
        api.DELETE('/api/proctor/reviews/{review_id}/notes/{note_id}', {
          params: { path: { review_id, note_id: id } },
        }),
      ),
    onSuccess: (_gone, { id }) => change((notes) => notes.filter((note) => note.id !== id)),
  });
  return { add, remove };
}

/** By the moment they belong to; of one moment, as they were written. */
export const inOrder = (notes: readonly Note[]): readonly Note[] => [...notes].sort((a, b) => a.at_s - b.at_s);
