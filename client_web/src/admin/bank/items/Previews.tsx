/// An item as candidates see it, each language beside the other; it can be tried, nothing is kept.
import { useState } from 'react';
import { ErrorNotice } from '../../../shared';
import { type Answers, ItemBody } from '../../../shared/item';
import { Loading } from '../../../staff/ui/Loadable';
import { languagesOf } from '../editor/draft';
import { usePreview } from '../queries/items';
import { useBank } from '../texts';
import type { BankLanguage, ItemDraft } from '../types';
import css from '../ui/BankPage.module.css';

export function Previews({ draft }: { readonly draft: ItemDraft }) {
  return (
    <div className={css.sides}>
      {languagesOf(draft).map((language) => (
        <Preview key={language} draft={draft} language={language} />
      ))}
    </div>
  );
}

function Preview({ draft, language }: { readonly draft: ItemDraft; readonly language: BankLanguage }) {
  const t = useBank();
  const preview = usePreview(draft, language);
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <section
      aria-label={t('preview.of', { language: t(`language.${language}`) })}
      data-testid={`preview-${language}`}
    >
      <h3>{t(`language.${language}`)}</h3>
      <ErrorNotice error={preview.error} />
      {preview.data ? (
        <ItemBody item={preview.data} answers={answers} onChange={setAnswers} />
      ) : (
        preview.isPending && <Loading />
      )}
    </section>
  );
}
