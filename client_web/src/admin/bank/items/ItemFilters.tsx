/// What the table shows: words sought, and one value of each property.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { formatNumber, useLanguage } from '../../../shared';
import css from '../../AdminPage.module.css';
import { useSectionTitles } from '../../sectionTitles';
import { type ItemFilter, useFacets } from '../queries/items';
import { useBank } from '../texts';
import type { ItemStatus } from '../types';
import type { FilterName } from './useItemFilter';

const TYPING_MS = 300;
const SORTS = ['code', 'stem_kk', 'stem_ru', 'topic', 'updated'] as const;
const LANGUAGES = ['kk', 'ru', 'en'] as const;

interface ItemFiltersProps {
  readonly filter: ItemFilter;
  readonly total: number | null;
  readonly onSet: (name: FilterName, value: string) => void;
  readonly onClear: () => void;
}

export function ItemFilters({ filter, total, onSet, onClear }: ItemFiltersProps) {
  const t = useBank();
  const { language } = useLanguage();
  const titles = useSectionTitles();
  const facets = useFacets().data;
  const [sought, setSought] = useState(filter.q);
  const search = useDebouncedCallback((words: string) => onSet('q', words.trim()), TYPING_MS);
  const named = <V extends string>(
    values: readonly { value: V; n: number }[] | undefined,
    name: (value: V) => string,
  ) =>
    (values ?? []).map(({ value, n }) => ({ value, label: `${name(value)} (${formatNumber(n, language)})` }));
  const select = (
    name: FilterName,
    label: string,
    data: readonly { value: string; label: string }[],
    all: string,
  ) => (
    <NativeSelect
      label={label}
      value={name === 'sort' && filter.sort === 'code' ? '' : filter[name]}
      data={[{ value: '', label: all }, ...data]}
      onChange={(event) => onSet(name, event.currentTarget.value)}
      data-testid={`filter-${name}`}
    />
  );
  const filtered = Object.entries(filter).some(
    ([name, value]) => !['page', 'sort'].includes(name) && value !== '',
  );
  return (
    <div className={css.filters} role="search">
      <TextInput
        type="search"
        className={css.search}
        label={t('items.search')}
        value={sought}
        onChange={(event) => {
          setSought(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
        data-testid="filter-search"
      />
      {select(
        'status',
        t('items.status'),
        named(facets?.statuses, (one) => t(`status.${one as ItemStatus}`)),
        t('filter.all'),
      )}
      {select(
        'section',
        t('items.section'),
        named(facets?.sections, (one) => titles.get(one) ?? one),
        t('filter.all'),
      )}
      {select(
        'topic',
        t('items.topic'),
        named(facets?.topics, (one) => one),
        t('filter.all'),
      )}
      {select(
        'kind',
        t('items.kind'),
        named(facets?.kinds, (one) => t(`kind.${one as 'choice'}`)),
        t('filter.all'),
      )}
      <Languages filter={filter} onSet={onSet} />
      {select(
        'sort',
        t('items.sort'),
        SORTS.slice(1).map((value) => ({ value, label: t(`sort.${value}`) })),
        t('sort.code'),
      )}
      {filtered && (
        <Button
          variant="subtle"
          onClick={() => {
            setSought('');
            onClear();
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
      <span className={css.count} role="status" data-testid="items-total">
        {total !== null && t('items.count', { count: total })}
      </span>
    </div>
  );
}

/** One list for two filters: written in a language, or lacking it. */
function Languages({ filter, onSet }: Pick<ItemFiltersProps, 'filter' | 'onSet'>) {
  const t = useBank();
  const named = (name: 'has' | 'lacks', values: readonly (typeof LANGUAGES)[number][]) =>
    values.map((value) => ({
      value: `${name}-${value}`,
      label: t(`filter.${name}`, { language: t(`language.${value}`) }),
    }));
  const chosen =
    filter.lacks !== '' ? `lacks-${filter.lacks}` : filter.language !== '' ? `has-${filter.language}` : '';
  return (
    <NativeSelect
      label={t('items.languages')}
      value={chosen}
      data={[
        { value: '', label: t('filter.all') },
        ...named('lacks', ['kk', 'ru']),
        ...named('has', LANGUAGES),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const [name, language = ''] = value.split('-');
        onSet(name === 'lacks' ? 'lacks' : 'language', language);
      }}
      data-testid="filter-languages"
    />
  );
}
