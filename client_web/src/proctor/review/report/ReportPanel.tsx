/// Takes a decided session's report out: PDF with pictures, CSV or JSON, in the language the reader chooses.
import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ErrorNotice, type Language, unwrap, useLanguage } from '../../../shared';
import css from '../DecisionPanel.module.css';
import { saveFile } from './saveFile';
import { useReportText } from './texts';

const FORMS = ['pdf', 'csv', 'json'] as const;
const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en'];
type Form = (typeof FORMS)[number];

interface Reported {
  readonly review_id: string;
  readonly personal_number: string;
  readonly report_allowed: boolean;
}

/** Nothing for somebody whom the server would refuse. */
export function ReportPanel({ of }: { readonly of: Reported }) {
  return of.report_allowed ? <Report {...of} /> : null;
}

function Report({ review_id, personal_number }: Reported) {
  const t = useReportText();
  const { language: mine } = useLanguage();
  const [chosen, choose] = useState<Language | null>(null);
  const language = chosen ?? mine;
  const take = useMutation({
    async mutationFn(form: Form) {
      const params = { path: { review_id }, query: { form, language } };
      const request = api.GET('/api/proctor/reviews/{review_id}/report', { params, parseAs: 'blob' });
      const name = `synaq-${personal_number}.${form}`;
      saveFile(await unwrap<Blob>(request), name);
      return name;
    },
  });
  return (
    <section className={css.panel} aria-labelledby="report" data-testid="report">
      <h2 id="report">{t('title')}</h2>
      <p className={css.lead}>{t('lead')}</p>
      <ErrorNotice error={take.error} />
      <NativeSelect
        label={t('language')}
        value={language}
        data={LANGUAGES.map((one) => ({ value: one, label: t(one) }))}
        onChange={(event) => choose(event.currentTarget.value as Language)}
        data-testid="report-language"
      />
      <div className={css.buttons}>
        {FORMS.map((form) => (
          <Button
            key={form}
            variant="default"
            loading={take.isPending && take.variables === form}
            disabled={take.isPending}
            onClick={() => take.mutate(form)}
            data-testid={`report-${form}`}
          >
            {t(form)}
          </Button>
        ))}
      </div>
      <p role="status" className={css.lead} data-testid="report-status">
        {take.isPending ? t('making') : take.data !== undefined && t('done', { name: take.data })}
      </p>
    </section>
  );
}
