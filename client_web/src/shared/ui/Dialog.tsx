/// A dialog: title, way out, content. Its head is no page banner, and its styles carry the page's nonce.
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShared } from '../i18n';
import css from './Dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  readonly children: ReactNode;
}

export function Dialog({ opened, onClose, title, size = 'md', children }: DialogProps) {
  const t = useShared();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content radius="lg">
        <Modal.Body className={css.body}>
          <div className={css.head}>
            <Modal.Title className={css.title}>{title}</Modal.Title>
            <Modal.CloseButton aria-label={t('shell.close')} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
