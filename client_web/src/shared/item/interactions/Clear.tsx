/// Takes an answer back where the browser's own control cannot.
import { useItemText } from '../texts';
import css from './Choice.module.css';

export function Clear({ shown, onClear }: { readonly shown: boolean; readonly onClear: () => void }) {
  const t = useItemText();
  if (!shown) return null;
  return (
    <button type="button" className={css.clear} onClick={onClear} data-testid="clear-answer">
      {t('clear')}
    </button>
  );
}
