/// The clock was stopped by an administrator: what that means, until it goes on.
import { useSyncExternalStore } from 'react';
import { AppShell, formatTime, local, useLanguage, usePageTitle } from '../../shared';
import type { RunningAttempt } from '../attempt/RunningAttempt';
import type { AttemptView } from '../data';
import { CameraPreview } from '../test/CameraPreview';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import css from './BlockFacts.module.css';
import { useBlockText } from './texts';

interface PausePageProps {
  readonly attempt: AttemptView;
  readonly running: RunningAttempt;
  readonly since: string;
}

export function PausePage({ attempt, running, since }: PausePageProps) {
  const t = useBlockText();
  const { language } = useLanguage();
  const state = useSyncExternalStore(running.subscribe, running.snapshot);
  usePageTitle(t('pause.title'));
  return (
    <AppShell homeHref="/" width="narrow" footer={false}>
      <PageHead title={t('pause.title')} lead={local(attempt.title, language)} />
      <section className={panel.panel} role="status" data-testid="paused">
        <p>{t('pause.what')}</p>
        <p className={panel.quiet}>{t('pause.since', { time: formatTime(since) })}</p>
        <div className={css.camera}>
          <CameraPreview state={state} />
        </div>
      </section>
    </AppShell>
  );
}
