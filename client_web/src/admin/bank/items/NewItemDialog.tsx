/// Which kind of item is to be written.
import { useLocation } from 'wouter';
import { Dialog } from '../../../staff/ui/Dialog';
import { KINDS } from '../editor/draft';
import { useBank } from '../texts';
import css from './NewItemDialog.module.css';

export function NewItemDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const t = useBank();
  const [, navigate] = useLocation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('items.newTitle')} width="wide">
      <ul className={css.kinds}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              onClick={() => navigate(`/bank/items/new/${kind}`)}
              data-testid={`new-${kind}`}
            >
              <strong>{t(`kind.${kind}`)}</strong>
              <span>{t(`kindHint.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
