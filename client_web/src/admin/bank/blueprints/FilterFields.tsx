/// Which items are meant: for each property one or more values, any of which will do.
import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { FilterDraft } from '../queries/blueprints';
import { useFacets } from '../queries/items';
import css from '../ui/BankPage.module.css';
import { FILTER_NAMES, type FilterName, valuesOf, withFilter } from './blueprint';
import { useBlueprintText } from './texts';

interface FilterFieldsProps {
  readonly filter: FilterDraft;
  readonly onChange: (filter: FilterDraft) => void;
}

export function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const t = useBlueprintText();
  const [opened, setOpened] = useState<readonly FilterName[]>([]);
  const shown = FILTER_NAMES.filter((name) => opened.includes(name) || filter[name] !== undefined);
  const rest = FILTER_NAMES.filter((name) => !shown.includes(name));
  return (
    <div className={css.row}>
      {shown.map((name) => (
        <Values
          key={name}
          name={name}
          values={filter[name] ?? []}
          onChange={(values) => onChange(withFilter(filter, name, values))}
        />
      ))}
      {rest.length > 0 && (
        <NativeSelect
          label={t('filter.add')}
          value=""
          data={[
            { value: '', label: t('filter.choose') },
            ...rest.map((value) => ({ value, label: t(`filter.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const name = FILTER_NAMES.find((one) => one === value);
            if (name) setOpened([...opened, name]);
          }}
          data-testid="add-condition"
        />
      )}
    </div>
  );
}

interface ValuesProps {
  readonly name: FilterName;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function Values({ name, values, onChange }: ValuesProps) {
  const t = useBlueprintText();
  const id = useId();
  const facets = useFacets().data;
  const known = { section: facets?.sections, topic: facets?.topics, kind: facets?.kinds, act: facets?.acts };
  const listed =
    name === 'section' || name === 'topic' || name === 'kind' || name === 'act' ? known[name] : undefined;
  const [typed, setTyped] = useState(values.join('; '));
  // What came from elsewhere (a programme's sections taken over) is shown in place of what was typed.
  const shown = valuesOf(typed).join('\n') === values.join('\n') ? typed : values.join('; ');
  return (
    <>
      <TextInput
        label={t(`filter.${name}`)}
        description={t('filter.hint')}
        list={id}
        value={shown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(valuesOf(event.currentTarget.value));
        }}
        data-testid={`condition-${name}`}
      />
      <datalist id={id}>
        {(listed ?? []).map(({ value, n }) => (
          <option key={value} value={value}>{`${value} (${n})`}</option>
        ))}
      </datalist>
    </>
  );
}
