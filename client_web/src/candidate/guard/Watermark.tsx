/// The personal number over what lies beneath, for cameras alone: unseen by screen readers, untouched by the pointer.
import { useMemo } from 'react';
import css from './Watermark.module.css';
import { watermarkOf } from './tile';

export function Watermark({ number }: { readonly number: string }) {
  const backgroundImage = useMemo(() => watermarkOf(number), [number]);
  return <div className={css.watermark} style={{ backgroundImage }} aria-hidden data-testid="watermark" />;
}
