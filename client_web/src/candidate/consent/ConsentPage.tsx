/// The rules of the test, and the candidate's agreement to them and to being recorded.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice, local, useLanguage, usePageTitle } from '../../shared';
import { Steps } from '../attempt/Steps';
import { minutesOf } from '../blocks/course';
import { useBlockText } from '../blocks/texts';
import { type AttemptView, useConsent } from '../data';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import css from './ConsentPage.module.css';

export function ConsentPage({ attempt }: { readonly attempt: AttemptView }) {
  const t = useText();
  const parts = useBlockText();
  const { language } = useLanguage();
  const [agreed, setAgreed] = useState(false);
  const consent = useConsent(attempt.id);
  const perAct = attempt.sections[0]?.minimum_correct ?? 0;
  usePageTitle(t('consent.title'));
  return (
    <>
      <PageHead
        above={<Steps current="rules" />}
        title={t('consent.title')}
        lead={local(attempt.title, language)}
      />
      <section className={panel.panel} aria-labelledby="consent-test">
        <h2 id="consent-test">{t('consent.test')}</h2>
        <ul className={css.facts}>
          {attempt.blocks.map((block) => (
            <li key={block.id}>
              {attempt.blocks.length > 1 && `${local(block.title, language)}: `}
              {parts(`amount.${block.kind}`, { items: block.n_items, minutes: minutesOf(block) })}
              {block.sections.length > 1 && (
                <ul>
                  {block.sections.map((section) => (
                    <li key={section.id}>
                      {local(section.title, language)} – {section.n_items}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
          {attempt.pass_total !== null && (
            <li>
              {perAct > 0
                ? t('consent.pass', { total: attempt.pass_total, items: attempt.n_items, act: perAct })
                : t('consent.pass_total', { total: attempt.pass_total, items: attempt.n_items })}
            </li>
          )}
        </ul>
      </section>
      <section className={panel.panel} aria-labelledby="consent-forbidden">
        <h2 id="consent-forbidden">{t('consent.forbidden')}</h2>
        <ol className={css.rules}>
          {attempt.rules.map((rule) => (
            <li key={rule.id} data-testid={`rule-${rule.id}`}>
              <strong>{local(rule.title, language)}</strong>
              <p>{local(rule.detail, language)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className={panel.panel} aria-labelledby="consent-recording">
        <h2 id="consent-recording">{t('consent.recording')}</h2>
        <ul className={css.facts}>
          <li>{t('consent.recorded')}</li>
          <li>{t('consent.who_sees')}</li>
          <li>{t('consent.who_decides')}</li>
          <li>{t('consent.line_is_no_fault')}</li>
        </ul>
        <div className={css.agree}>
          <Checkbox
            size="md"
            checked={agreed}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
            label={t('consent.agree')}
            data-testid="consent-checkbox"
          />
          <ErrorNotice error={consent.error} />
          <div className={panel.actions}>
            <Button
              size="md"
              disabled={!agreed}
              loading={consent.isPending}
              onClick={() => consent.mutate({ text_version: attempt.consent_version, language })}
              data-testid="consent-button"
            >
              {t('consent.go_on')}
            </Button>
            <span className={panel.quiet}>{t('consent.version', { version: attempt.consent_version })}</span>
          </div>
        </div>
      </section>
    </>
  );
}
