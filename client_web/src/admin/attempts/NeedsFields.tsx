/// What makes the test fair for a candidate: more time, larger text, high contrast.
import { Checkbox, Fieldset, TextInput } from '@mantine/core';
import { type Needs, readPercent } from './needs';
import { useAttemptText } from './texts';

interface NeedsFieldsProps {
  readonly needs: Needs;
  readonly tried: boolean;
  readonly onChange: (needs: Needs) => void;
}

export function NeedsFields({ needs, tried, onChange }: NeedsFieldsProps) {
  const t = useAttemptText();
  return (
    <Fieldset legend={t('need.title')}>
      <TextInput
        label={t('need.percent')}
        description={t('need.percentHint')}
        inputMode="numeric"
        value={needs.percent}
        error={tried && readPercent(needs.percent) === null ? t('need.percentWrong') : null}
        onChange={(event) => onChange({ ...needs, percent: event.currentTarget.value })}
        data-testid="assign-extra-percent"
      />
      {(['larger_text', 'high_contrast'] as const).map((need) => (
        <Checkbox
          key={need}
          mt="xs"
          label={t(`need.${need}`)}
          checked={needs[need]}
          onChange={(event) => onChange({ ...needs, [need]: event.currentTarget.checked })}
          data-testid={`assign-${need}`}
        />
      ))}
    </Fieldset>
  );
}
