/// Where a person wants letters, and in which language.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, type Schemas } from '../shared';
import { useProfile, useSaveProfile } from './data';
import css from './NoticesPage.module.css';
import { useNoticeText } from './texts';

type Profile = Schemas['ProfileView'];
const LANGUAGES = [
  { value: 'kk', label: 'Қазақша' },
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];
const ADDRESS = /^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/;

export function ReachForm() {
  const profile = useProfile();
  return profile.data ? <Form profile={profile.data} /> : <ErrorNotice error={profile.error} />;
}

function Form({ profile }: { readonly profile: Profile }) {
  const t = useNoticeText();
  const save = useSaveProfile();
  const [email, setEmail] = useState(profile.email ?? '');
  const [language, setLanguage] = useState(profile.language);
  const [tried, setTried] = useState(false);
  const address = email.trim();
  const wrong = address !== '' && !ADDRESS.test(address);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) save.mutate({ email: address === '' ? null : address, language });
  };
  return (
    <form onSubmit={submit} noValidate className={css.reach} data-testid="reach-form">
      <h2>{t('reach.title')}</h2>
      <ErrorNotice error={save.error} />
      <TextInput
        type="email"
        autoComplete="email"
        label={t('reach.email')}
        description={t('reach.emailHint')}
        value={email}
        error={tried && wrong ? t('reach.emailWrong') : null}
        onChange={(event) => setEmail(event.currentTarget.value)}
        data-testid="reach-email"
      />
      <NativeSelect
        label={t('reach.language')}
        data={LANGUAGES}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value as Profile['language'])}
      />
      <div className={css.actions}>
        <Button type="submit" loading={save.isPending} data-testid="reach-save">
          {t('reach.save')}
        </Button>
        <span role="status">{save.isSuccess && t('reach.saved')}</span>
      </div>
    </form>
  );
}
