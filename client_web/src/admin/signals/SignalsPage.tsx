/// The numbers by which a programme's signals are raised: written, tried on what is stored, then made to hold.
import { useState } from 'react';
import { Link } from 'wouter';
import { local, useLanguage } from '../../shared';
import { Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import page from '../AdminPage.module.css';
import { useProgrammes } from '../queries';
import { useSignalSettings } from './data';
import { SignalsDesk } from './SignalsDesk';
import { useSignalText } from './texts';

export default function SignalsPage({ programme_id }: { readonly programme_id: string }) {
  const t = useSignalText();
  const { language } = useLanguage();
  const [done, setDone] = useState(false);
  const settings = useSignalSettings(programme_id);
  const programme = useProgrammes().data?.find(({ id }) => id === programme_id);
  const title = programme ? local(programme.title, language) : programme_id;
  return (
    <>
      <p>
        <Link href="/programmes">{t('back')}</Link>
      </p>
      <PageTitle title={t('title', { title })} lead={t('lead')} />
      <p role="status" className={page.done} data-testid="signals-done">
        {done && t('done')}
      </p>
      <Loadable query={settings}>
        {(found) => (
          <SignalsDesk
            key={found.version}
            programme_id={programme_id}
            title={title}
            settings={found}
            onDone={() => setDone(true)}
          />
        )}
      </Loadable>
    </>
  );
}
