/// Pictures given to the bank.
import { useMutation } from '@tanstack/react-query';
import { postRaw } from '../../../shared';
import type { BankSchemas } from '../types';

const UPLOAD_LIMIT_MS = 120_000;

export function useUploadPicture() {
  return useMutation({
    mutationFn: async (file: File): Promise<BankSchemas['AssetView']> => {
      const answer = await postRaw(
        '/api/admin/bank/assets',
        'application/octet-stream',
        file,
        UPLOAD_LIMIT_MS,
      );
      return (await answer.json()) as BankSchemas['AssetView'];
    },
  });
}
