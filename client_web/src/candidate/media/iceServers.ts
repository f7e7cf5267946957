/// By which servers a connection may go when the candidate's own line lets nothing else through.
import { api, unwrap } from '../../shared';

const LIMIT_MS = 3000;

/**
 * The house's TURN servers with fresh passwords; none when there are none, or when they cannot be had now:
 * most lines do without, and the connection must not wait for them.
 */
export async function iceServersOf(attemptId: string): Promise<RTCIceServer[]> {
  try {
    const told = await unwrap(
      api.GET('/api/attempts/{attempt_id}/media/ice', {
        params: { path: { attempt_id: attemptId } },
        signal: AbortSignal.timeout(LIMIT_MS),
      }),
    );
    return told.ice_servers;
  } catch {
    return [];
  }
}
