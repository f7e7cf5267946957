/// A field for each number, rule by rule: what was measured stands under it, and what is wrong with what is written.
import { TextInput } from '@mantine/core';
import { formatNumber, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { boundsOf, type Draft, faultOf, type Numbers, type Part, readNumber } from './draft';
import { GROUPS, type RuleGroup } from './rules';
import css from './Signals.module.css';
import { useSignalText } from './texts';

interface FormProps {
  readonly draft: Draft;
  readonly defaults: Numbers;
  readonly onChange: (draft: Draft) => void;
}

export function NumbersForm(props: FormProps) {
  return (
    <div className={css.rules} data-testid="signals-form">
      {GROUPS.map((group) => (
        <Rule key={group.type} group={group} {...props} />
      ))}
    </div>
  );
}

function Rule({ group, ...form }: FormProps & { readonly group: RuleGroup }) {
  const t = useSignalText();
  const staff = useStaff();
  return (
    <fieldset className={css.rule}>
      <legend>{staff(`incident.${group.type}`)}</legend>
      {group.thresholds.map((name) => (
        <NumberField key={name} part="thresholds" name={name} label={t(`threshold.${name}`)} {...form} />
      ))}
      <NumberField part="durations_s" name={group.type} label={t('duration')} {...form} />
    </fieldset>
  );
}

interface FieldProps extends FormProps {
  readonly part: Part;
  readonly name: string;
  readonly label: string;
}

function NumberField({ part, name, label, draft, defaults, onChange }: FieldProps) {
  const t = useSignalText();
  const { language } = useLanguage();
  const measured = defaults[part][name] ?? 0;
  const [least, largest] = boundsOf(part, measured);
  const say = (value: number) => formatNumber(value, language, 4);
  const fault = faultOf(part, name, draft, defaults);
  const text = draft[part][name] ?? '';
  const own = fault === null && readNumber(text) !== measured;
  const range = { least: say(least), largest: say(largest) };
  return (
    <TextInput
      label={label}
      description={`${t('measured', { value: say(measured), ...range })}${own ? ` ${t('own')}` : ''}`}
      inputMode="decimal"
      value={text}
      error={fault === null ? null : t(`fault.${fault}`, range)}
      onChange={(event) =>
        onChange({ ...draft, [part]: { ...draft[part], [name]: event.currentTarget.value } })
      }
      data-testid={`signals-${part}-${name}`}
    />
  );
}
