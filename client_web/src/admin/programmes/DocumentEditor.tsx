/// A new version as an edited document: the server's faults beside it, a second look before it is in force.
import { Button, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import page from '../AdminPage.module.css';
import css from './Programme.module.css';
import { useAddVersion, type Version } from './data';
import { type DocumentFault, faultsOf, parseDocument, writeDocument } from './document';
import { useProgrammeText } from './texts';

interface DocumentEditorProps {
  /** The version whose document the new one begins as. */
  readonly base: Version;
  readonly title: string;
  readonly onSaved: (version: Version) => void;
  readonly onClose: () => void;
}

const LINES = 24;

export function DocumentEditor({ base, title, onSaved, onClose }: DocumentEditorProps) {
  const t = useProgrammeText();
  const add = useAddVersion(base.programme_id);
  const before = writeDocument(base.document);
  const [text, setText] = useState(before);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const parsed = parseDocument(text);
  const unchanged = parsed.ok && writeDocument(parsed.document) === before;
  const unread = parsed.ok ? null : t(parsed.reason === 'json' ? 'notJson' : 'notObject');
  const wrong = unchanged ? t('unchanged') : unread;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    setAsking(wrong === null);
  };
  const save = () => {
    if (!parsed.ok) return;
    add.mutate(parsed.document, { onSuccess: onSaved, onError: () => setAsking(false) });
  };
  return (
    <form onSubmit={submit} noValidate className={css.card} data-testid="version-form">
      <h2>{t('newFrom', { no: base.no })}</h2>
      <p>{t('editLead')}</p>
      <ErrorNotice error={add.error} />
      <div className={css.desk}>
        <Textarea
          label={t('editor')}
          rows={LINES}
          spellCheck={false}
          classNames={{ input: css.editor ?? '' }}
          value={text}
          error={tried ? wrong : null}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="version-document-edit"
        />
        <Faults faults={faultsOf(add.error)} />
      </div>
      <div className={page.buttons}>
        <Button variant="default" onClick={onClose} data-testid="version-cancel">
          {t('cancel')}
        </Button>
        <Button type="submit" data-testid="version-save">
          {t('save')}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={title}
        pending={add.isPending}
        onClose={() => setAsking(false)}
        onSave={save}
      />
    </form>
  );
}

function Faults({ faults }: { readonly faults: readonly DocumentFault[] }) {
  const t = useProgrammeText();
  return (
    <section aria-labelledby="version-faults" data-testid="version-faults" data-count={faults.length}>
      <h3 id="version-faults">{t('faults')}</h3>
      <div role="status">
        {faults.length === 0 ? (
          <p className={page.small}>{t('faultsNone')}</p>
        ) : (
          <ul className={css.faults}>
            {faults.map(({ place, wrong, value }, index) => (
              <li key={index}>
                {place !== '' && <code className={page.code}>{place}</code>} {t(`wrong.${wrong}`, { value })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

function Confirm({ opened, title, pending, onClose, onSave }: ConfirmProps) {
  const t = useProgrammeText();
  const common = useShared();
  return (
    <Dialog opened={opened} title={t('confirmTitle')} onClose={onClose}>
      <p>{t('confirmText', { title })}</p>
      <div className={page.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button loading={pending} onClick={onSave} data-testid="version-confirm">
          {t('save')}
        </Button>
      </div>
    </Dialog>
  );
}
