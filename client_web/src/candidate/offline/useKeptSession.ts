/// Who is signed in, also after a reload without a line; and what must go when it is somebody else or nobody.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fetchSession, type Schemas, SESSION_KEY } from '../../shared';
import { serverClock } from '../clock';
import { restoreTime } from './keptClock';
import { keptPage, orKept } from './orKept';

type SessionView = Schemas['SessionView'];

/** A kept session carries no token: the first request that needs one fetches it. */
const NO_TOKEN = '';

export function useKeptSession() {
  const session = useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => orKept(fetchSession(), keptSession),
    staleTime: 60_000,
  });
  const said = session.data;
  useEffect(() => {
    if (said && said.csrf_token !== NO_TOKEN) void noteSession(said);
  }, [said]);
  return session;
}

async function keptSession(): Promise<SessionView | undefined> {
  const account = await (await keptPage())?.account();
  if (!account) return undefined;
  restoreTime(serverClock, localStorage, Date.now());
  return { account, csrf_token: NO_TOKEN, server_now: '' };
}

async function noteSession({ account }: SessionView): Promise<void> {
  const kept = await keptPage();
  await (account?.role === 'candidate' ? kept?.keepAccount(account) : kept?.forgetAccount())?.catch(
    () => undefined,
  );
}
