/// A password that is shown once: to read, to copy, and then gone.
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import css from '../AdminPage.module.css';
import { useAccountText } from './texts';

interface ShownOnceProps {
  readonly password: string;
  /** What the password is called. */
  readonly label: string;
  readonly onClose: () => void;
  /** What the parts' test ids begin with. */
  readonly testid: string;
  /** What has to be known with it, below the password. */
  readonly children: ReactNode;
}

export function ShownOnce({ password, label, onClose, testid, children }: ShownOnceProps) {
  const t = useAccountText();
  const labelId = useId();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(password).then(() => setCopied(true));
  return (
    <>
      <div>
        <span id={labelId}>{label}</span>
        <code className={css.password} aria-labelledby={labelId} data-testid={`${testid}-password`}>
          {password}
        </code>
      </div>
      {children}
      <div className={css.buttons}>
        <span role="status">{copied && t('copied')}</span>
        <Button variant="default" onClick={copy}>
          {t('copy')}
        </Button>
        <Button onClick={onClose} data-testid={`${testid}-close`}>
          {t('close')}
        </Button>
      </div>
    </>
  );
}
