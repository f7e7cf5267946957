/// Changing one's own password on the server; the session goes on as one with a password of one's own.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, SESSION_KEY, unwrap } from '../../shared';

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['PasswordChange']) => unwrap(api.PUT('/api/session/password', { body })),
    onSuccess: (session) => queries.setQueryData(SESSION_KEY, session),
  });
}
