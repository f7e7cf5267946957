/// The candidate's direction of service, chosen among those the bank has essay tasks of.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, ErrorNotice, unwrap } from '../../shared';
import { directionsOf } from './directions';
import { useAttemptText } from './texts';

const MOST_TASKS = 200;

interface DirectionFieldProps {
  readonly section_id: string;
  readonly value: string;
  readonly tried: boolean;
  readonly onChange: (direction: string) => void;
}

export function DirectionField({ section_id, value, tried, onChange }: DirectionFieldProps) {
  const t = useAttemptText();
  const tasks = useTasks(section_id);
  if (tasks.error) return <ErrorNotice error={tasks.error} onRetry={() => void tasks.refetch()} />;
  const directions = directionsOf(tasks.data?.rows ?? []);
  if (tasks.data && directions.length === 0) return <p role="status">{t('direction.none')}</p>;
  return (
    <NativeSelect
      label={t('direction.label')}
      description={t('direction.hint')}
      withAsterisk
      value={value}
      data={[{ value: '', label: t('direction.choose') }, ...directions]}
      error={tried && value === '' ? t('direction.missing') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid="assign-direction"
    />
  );
}

function useTasks(section: string) {
  return useQuery({
    queryKey: ['admin', 'directions', section],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/bank/items', { params: { query: { section, per_page: MOST_TASKS, sort: 'topic' } } }),
      ),
  });
}
