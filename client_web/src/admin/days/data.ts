/// The table of declared days, and what changes it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '../../shared';

export type Day = Schemas['DayView'];
export type Kind = Day['kind'];
export type Days = Schemas['DaysView'];

const KEY = ['admin', 'days'] as const;
const at = (day: string) => ({ params: { path: { day } } });

export function useDays() {
  return useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET('/api/admin/days')) });
}

function useChange<Body>(change: (body: Body) => Promise<Days>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: (days) => queries.setQueryData(KEY, days) });
}

export const useDeclareDay = () =>
  useChange(({ day, kind, act }: Day) =>
    unwrap(api.PUT('/api/admin/days/{day}', { ...at(day), body: { kind, act } })),
  );

export const useWithdrawDay = () =>
  useChange((day: string) => unwrap(api.DELETE('/api/admin/days/{day}', at(day))));
