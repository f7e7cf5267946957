/// Shutting a colleague's account, after a second look.
import { Button } from '@mantine/core';
import { useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import css from '../AdminPage.module.css';
import type { Colleague } from './data';
import { useColleagueText } from './texts';

interface ShutDialogProps {
  readonly colleague: Colleague;
  readonly onClose: () => void;
  readonly onShut: () => void;
}

export function ShutDialog({ colleague, onClose, onShut }: ShutDialogProps) {
  const t = useColleagueText();
  const common = useShared();
  return (
    <Dialog opened title={t('shutTitle', { login: colleague.login })} onClose={onClose}>
      <p>{t('shutAsk')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {common('shell.cancel')}
        </Button>
        <Button color="brick" onClick={onShut} data-testid="shut-confirm">
          {t('shut')}
        </Button>
      </div>
    </Dialog>
  );
}
