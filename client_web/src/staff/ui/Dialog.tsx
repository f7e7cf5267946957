/// A dialog on the browser's own <dialog>: it keeps the focus inside, Escape closes it, the page behind is inert.
/// It begins at what is marked `data-autofocus`.
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useShared } from '../../shared';
import css from './Dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** True: only its own buttons close it, no slip of the mouse and no Escape. */
  readonly insistent?: boolean;
  readonly width?: 'normal' | 'wide';
  readonly children: ReactNode;
}

export function Dialog(props: DialogProps) {
  // The content lives only while it is open: a form begins empty each time.
  return props.opened ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, onClose, insistent = false, width = 'normal', children }: DialogProps) {
  const t = useShared();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // As a layout effect it closes before the element is removed, and the focus goes back to the opener.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would begin at the cross, and what React focuses as it mounts is not shown yet.
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element?.close();
  }, []);
  const pressOutside = (event: MouseEvent) => {
    if (event.target === dialog.current && !insistent) onClose();
  };
  // Chrome lets a second Escape through, whatever the page says to the first.
  const closedByBrowser = () => {
    if (dialog.current?.open) return;
    if (insistent) dialog.current?.showModal();
    else onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      data-width={width}
      aria-labelledby={titleId}
      onMouseDown={pressOutside}
      onCancel={(event) => {
        event.preventDefault();
        if (!insistent) onClose();
      }}
      onClose={closedByBrowser}
    >
      <div className={css.content}>
        <div className={css.top}>
          <h2 id={titleId}>{title}</h2>
          {!insistent && (
            <button type="button" className={css.close} aria-label={t('shell.close')} onClick={onClose}>
              <span aria-hidden>×</span>
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
