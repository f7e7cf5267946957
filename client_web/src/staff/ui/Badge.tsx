/// A short state in words, with a tone; the words alone say it all.
import type { ReactNode } from 'react';
import css from './Badge.module.css';

export type Tone = 'calm' | 'good' | 'look' | 'late' | 'busy';

export function Badge({ tone = 'calm', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {children}
    </span>
  );
}
