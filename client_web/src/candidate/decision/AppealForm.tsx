/// Writing an appeal: what one has to say, files with it, and a second look before it goes.
import { Button, Textarea } from '@mantine/core';
import { type ChangeEvent, type SyntheticEvent, useId, useState } from 'react';
import { Dialog, ErrorNotice, useShared } from '../../shared';
import { added, type FileFault, faultOf, KINDS, MOST_FILES, MOST_MB } from './attachments';
import { useLodge } from './data';
import css from './DecisionPage.module.css';
import { useDecisionText } from './texts';

const LONGEST_TEXT = 5000;

export function AppealForm({ attemptId }: { readonly attemptId: string }) {
  const t = useDecisionText();
  const { lodge, share } = useLodge(attemptId);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const said = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    setAsking(said !== '' && faultOf(files) === null);
  };
  const send = () => {
    setAsking(false);
    lodge.mutate({ text: said, files });
  };
  return (
    <form onSubmit={submit} noValidate className={css.form} data-testid="appeal-form">
      <ErrorNotice error={lodge.error} />
      <Textarea
        label={t('appeal.text')}
        description={t('appeal.textHint')}
        withAsterisk
        autoFocus
        rows={6}
        maxLength={LONGEST_TEXT}
        value={text}
        error={tried && said === '' ? t('appeal.textMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="appeal-text"
      />
      <Files files={files} onChange={setFiles} />
      {lodge.isPending && <Progress share={share} />}
      <Button type="submit" loading={lodge.isPending} className={css.send} data-testid="appeal-send">
        {t('appeal.send')}
      </Button>
      <ConfirmDialog opened={asking} onYes={send} onClose={() => setAsking(false)} />
    </form>
  );
}

interface FilesProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

function Files({ files, onChange }: FilesProps) {
  const t = useDecisionText();
  const id = useId();
  const fault = faultOf(files);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    onChange(added(files, [...(event.currentTarget.files ?? [])]));
    // The same file may be chosen again after it was removed.
    event.currentTarget.value = '';
  };
  return (
    <div className={css.files}>
      <span id={`${id}-name`}>{t('appeal.files')}</span>
      <p id={`${id}-hint`}>{t('appeal.filesHint', { n: MOST_FILES, mb: MOST_MB })}</p>
      <label className={css.choose}>
        {t('appeal.choose')}
        <input
          type="file"
          multiple
          accept={KINDS.join(',')}
          className="visually-hidden"
          aria-describedby={`${id}-name ${id}-hint`}
          onChange={choose}
          data-testid="appeal-files"
        />
      </label>
      {files.length > 0 && (
        <ul aria-label={t('appeal.chosen')}>
          {files.map((file) => (
            <li key={`${file.name}/${file.size}`} data-testid="appeal-file">
              <span>{file.name}</span>
              <Button
                variant="subtle"
                size="sm"
                aria-label={t('appeal.remove', { name: file.name })}
                onClick={() => onChange(files.filter((each) => each !== file))}
              >
                <span aria-hidden>×</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="alert" className={css.fault} data-testid="appeal-fault">
        {fault && <Fault fault={fault} />}
      </p>
    </div>
  );
}

function Fault({ fault }: { readonly fault: FileFault }) {
  const t = useDecisionText();
  if (fault.kind === 'too_many') return t('fault.too_many', { n: MOST_FILES });
  if (fault.kind === 'too_large') return t('fault.too_large', { name: fault.name, mb: MOST_MB });
  return t('fault.wrong_kind', { name: fault.name });
}

function Progress({ share }: { readonly share: number }) {
  const t = useDecisionText();
  const percent = Math.round(share * 100);
  const words = t('appeal.sending', { percent });
  return (
    <div className={css.progress}>
      <progress max={100} value={percent} aria-label={words} />
      <span aria-hidden>{words}</span>
    </div>
  );
}

interface ConfirmProps {
  readonly opened: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

function ConfirmDialog({ opened, onYes, onClose }: ConfirmProps) {
  const t = useDecisionText();
  const common = useShared();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('appeal.confirmTitle')}>
      <p>{t('appeal.confirm')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {common('shell.cancel')}
        </Button>
        <Button onClick={onYes} data-testid="appeal-confirm">
          {t('appeal.yes')}
        </Button>
      </div>
    </Dialog>
  );
}
