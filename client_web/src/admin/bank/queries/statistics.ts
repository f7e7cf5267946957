/// What the closed attempts of a programme say about its items.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../../shared';
import type { BankSchemas } from '../types';

export type Study = BankSchemas['StudyView'];
export type ItemFigures = BankSchemas['ItemFiguresView'];

export type Sittings = BankSchemas['SittingsView'];

export interface StudyWanted {
  readonly programme: string;
  readonly language: 'kk' | 'ru' | '';
  /** Days (ISO dates), '' for no bound. */
  readonly opens: string;
  readonly closes: string;
}

/** The programmes that were sat, the most often sat first. */
export function useSittings() {
  return useQuery({
    queryKey: ['admin', 'bank', 'statistics', 'sittings'],
    queryFn: () => unwrap(api.GET('/api/admin/bank/statistics/sittings')),
  });
}

const midnight = (day: string): string => `${day}T00:00:00+05:00`;

export function useStudy({ programme, language, opens, closes }: StudyWanted) {
  return useQuery({
    queryKey: ['admin', 'bank', 'statistics', programme, language, opens, closes],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/bank/statistics', {
          params: {
            query: {
              programme_id: programme,
              ...(language === '' ? {} : { language }),
              ...(opens === '' ? {} : { opens_at: midnight(opens) }),
              ...(closes === '' ? {} : { closes_at: midnight(closes) }),
            },
          },
        }),
      ),
    enabled: programme !== '',
    placeholderData: keepPreviousData,
  });
}
