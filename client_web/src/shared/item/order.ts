/// In which order the choices of an order interaction stand. Pure.

/** Choices as the answer orders them; those it does not name follow in the item's own order. */
export function orderedChoices<C extends { readonly id: string }>(
  choices: readonly C[],
  answer: readonly string[],
): readonly C[] {
  const place = (choice: C): number => {
    const at = answer.indexOf(choice.id);
    return at === -1 ? answer.length : at;
  };
  return choices.toSorted((left, right) => place(left) - place(right));
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1));
}
