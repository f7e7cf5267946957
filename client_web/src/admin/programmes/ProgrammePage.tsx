/// One programme: its versions, what a version says, and making a new one.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { local, useLanguage } from '../../shared';
import { Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import page from '../AdminPage.module.css';
import { useVersions, type Version } from './data';
import { DocumentEditor } from './DocumentEditor';
import { summaryOf } from './summary';
import { useProgrammeText } from './texts';
import { VersionsTable } from './VersionsTable';
import { VersionView } from './VersionView';

export default function ProgrammePage({ programme_id }: { readonly programme_id: string }) {
  const t = useProgrammeText();
  const versions = useVersions(programme_id);
  return (
    <>
      <p>
        <Link href="/programmes" data-testid="programmes-back">
          {t('back')}
        </Link>
      </p>
      <Loadable query={versions}>
        {(found) => found[0] && <Programme versions={found} newest={found[0]} />}
      </Loadable>
    </>
  );
}

interface ProgrammeProps {
  readonly versions: readonly Version[];
  readonly newest: Version;
}

function Programme({ versions, newest }: ProgrammeProps) {
  const t = useProgrammeText();
  const { language } = useLanguage();
  const [shown_no, setShown] = useState<number | null>(null);
  const [edited, setEdited] = useState<Version | null>(null);
  const [done, setDone] = useState('');
  const title = local(summaryOf(newest.document).title, language);
  const shown = versions.find(({ no }) => no === shown_no) ?? newest;
  const edit = () => {
    setDone('');
    setEdited(newest);
  };
  const saved = (version: Version) => {
    setEdited(null);
    setShown(version.no);
    setDone(t('done', { no: version.no }));
  };
  return (
    <>
      <PageTitle title={t('versionsOf', { title })} lead={t('lead')}>
        {!edited && (
          <Button onClick={edit} data-testid="version-new">
            {t('new')}
          </Button>
        )}
      </PageTitle>
      <p role="status" className={page.done} data-testid="version-done">
        {done}
      </p>
      {edited && (
        <DocumentEditor base={edited} title={title} onSaved={saved} onClose={() => setEdited(null)} />
      )}
      <VersionsTable versions={versions} shown_no={shown.no} onShow={setShown} />
      <VersionView version={shown} />
    </>
  );
}
