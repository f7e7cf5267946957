/// The test is over and a proctor has yet to look at it.
import { Link } from 'wouter';
import { formatDateTime, local, useLanguage, usePageTitle, useShared } from '../../shared';
import { Steps } from '../attempt/Steps';
import type { AttemptView } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import { useResultText } from './texts';

export function AwaitingPage({ attempt }: { readonly attempt: AttemptView }) {
  const t = useResultText();
  const cabinet = useText();
  const common = useShared();
  const { language } = useLanguage();
  const answered = attempt.slots.filter((slot) => slot.answered).length;
  usePageTitle(t('awaiting.title'));
  return (
    <>
      <PageHead
        above={<Steps current="result" />}
        title={t('awaiting.title')}
        lead={local(attempt.title, language)}
      />
      <section className={panel.panel} data-testid="awaiting" data-cause={attempt.close_cause ?? ''}>
        <p>{t(`awaiting.${attempt.close_cause ?? 'submitted'}`)}</p>
        <p>{t('awaiting.answers', { answered, total: attempt.n_items })}</p>
        {attempt.closed_at !== null && (
          <p>
            {t('awaiting.closed_at', { time: formatDateTime(attempt.closed_at, language) })} (
            {common('time.astana')})
          </p>
        )}
        <p>{t('awaiting.next')}</p>
        <p className={panel.quiet}>{t('awaiting.may_leave')}</p>
        <Link href="/">{cabinet('cabinet.back')}</Link>
      </section>
    </>
  );
}
