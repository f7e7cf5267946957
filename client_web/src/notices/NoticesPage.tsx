/// What the house told this person, and where else it should.
import { Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { ErrorNotice, formatDateTime, useLanguage, useShared } from '../shared';
import { type Notice, useNoteRead, useNotices } from './data';
import css from './NoticesPage.module.css';
import { ReachForm } from './ReachForm';
import { useNoticeText } from './texts';
import { noticeWords, placeOf } from './words';

export function NoticesList({ titles }: { readonly titles: ReadonlyMap<string, string> }) {
  const t = useNoticeText();
  const common = useShared();
  const { language } = useLanguage();
  const notices = useNotices();
  useReadOnce(notices.data?.[0]?.created_at);
  return (
    <>
      <ErrorNotice error={notices.error} onRetry={() => void notices.refetch()} />
      {notices.isPending && (
        <div role="status">
          <Loader size="sm" aria-hidden />
          <span className="visually-hidden">{common('shell.loading')}</span>
        </div>
      )}
      {notices.data?.length === 0 && <p className={css.none}>{t('none')}</p>}
      <ul className={css.list} data-testid="notices">
        {notices.data?.map((notice) => (
          <li key={notice.id} data-kind={notice.kind} data-unread={notice.read_at === null}>
            <p>
              {notice.read_at === null && <strong className={css.fresh}>{t('new')}</strong>}{' '}
              {noticeWords(notice, t, language, titles)}
            </p>
            <Place notice={notice} />
            <time dateTime={notice.created_at}>
              {formatDateTime(notice.created_at, language)} ({common('time.astana')})
            </time>
          </li>
        ))}
      </ul>
      <ReachForm />
    </>
  );
}

function Place({ notice }: { readonly notice: Notice }) {
  const t = useNoticeText();
  const place = placeOf(notice);
  if (place === null) return null;
  return (
    <p>
      <Link href={place} data-testid="notice-place">
        {t(notice.kind === 'result_released' ? 'see.result' : 'see.decision')}
      </Link>
    </p>
  );
}

/** Seeing the list is reading it; what comes later is new again. */
function useReadOnce(newest: string | undefined) {
  const { mutate } = useNoteRead();
  const noted = useRef('');
  useEffect(() => {
    if (newest === undefined || newest === noted.current) return;
    noted.current = newest;
    mutate(newest);
  }, [newest, mutate]);
}
