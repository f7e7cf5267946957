/// Warns before a page with unsaved writing is left: by the browser, or by a link of our own.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import { useBank } from '../texts';

const BASE = '/staff';

/** Gives the dialog to put on the page; it opens by itself. */
export function useLeaveGuard(dirty: boolean): ReactNode {
  const t = useBank();
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!dirty) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const inside = link?.origin === location.origin && link.target === '' && !link.hasAttribute('download');
      if (!link || !inside || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname.replace(BASE, '') + link.search);
    };
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', click, true);
    return () => {
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', click, true);
    };
  }, [dirty]);
  return (
    <Dialog opened={wanted !== null} onClose={() => setWanted(null)} title={t('leave.title')}>
      <p>{t('leave.text')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={() => wanted !== null && navigate(wanted)} data-testid="leave">
          {t('leave.leave')}
        </Button>
        <Button onClick={() => setWanted(null)}>{t('leave.stay')}</Button>
      </div>
    </Dialog>
  );
}
