/// The way back to the cabinet.
import { Link } from 'wouter';
import { useShared } from '../../shared';
import css from './BookingPage.module.css';

export function BackHome() {
  const common = useShared();
  return (
    <Link href="/" className={css.back}>
      <span aria-hidden>← </span>
      {common('shell.home')}
    </Link>
  );
}
