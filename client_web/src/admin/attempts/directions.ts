/// Which directions of service the bank has essay tasks of.

/** Tasks' topics, each once and in order; a direction is sent as an id, so other topics are none. */
export function directionsOf(tasks: readonly { readonly topic: string }[]): string[] {
  const topics = tasks.map(({ topic }) => topic).filter((topic) => /^[A-Za-z0-9_-]{1,64}$/.test(topic));
  return [...new Set(topics)].sort();
}
