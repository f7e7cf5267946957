/// The two fields that every new account begins with; their faults are told once sending was tried.
import { TextInput } from '@mantine/core';
import { useAccountText } from './texts';
import { isBadLogin, isNameless, type Who } from './who';

interface WhoFieldsProps {
  readonly who: Who;
  readonly tried: boolean;
  readonly onChange: (part: Partial<Who>) => void;
  /** What the fields' test ids begin with. */
  readonly testid: string;
}

export function WhoFields({ who, tried, onChange, testid }: WhoFieldsProps) {
  const t = useAccountText();
  return (
    <>
      <TextInput
        label={t('login')}
        description={t('loginHint')}
        withAsterisk
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        value={who.login}
        error={tried && isBadLogin(who) ? t('loginBad') : null}
        onChange={(event) => onChange({ login: event.currentTarget.value })}
        data-testid={`${testid}-login`}
      />
      <TextInput
        label={t('name')}
        withAsterisk
        maxLength={200}
        value={who.display_name}
        error={tried && isNameless(who) ? t('nameMissing') : null}
        onChange={(event) => onChange({ display_name: event.currentTarget.value })}
        data-testid={`${testid}-name`}
      />
    </>
  );
}
