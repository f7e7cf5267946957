/// Correcting a key after use: first whose result would change, then a decision that is recorded with its reason.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Loadable } from '../../../staff/ui/Loadable';
import { InteractionEditor } from '../editor/InteractionEditor';
import { languagesOf, withKey } from '../editor/draft';
import { useKeyPreview } from '../queries/changes';
import { useItem } from '../queries/items';
import { useBank } from '../texts';
import type { BankItemDetail } from '../types';
import { BankNotice } from '../ui/BankNotice';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { Affected } from './Affected';
import { DecisionForm } from './DecisionForm';

export default function KeyPage({ item_id }: { readonly item_id: string }) {
  const t = useBank();
  const item = useItem(item_id);
  return (
    <BankPage
      title={t('keyPage.title', { code: item.data?.row.code ?? '' })}
      lead={<Link href={`/bank/items/${item_id}`}>{t('diff.back')}</Link>}
    >
      <Loadable query={item}>{(detail) => <Correction key={detail.newest.id} item={detail} />}</Loadable>
    </BankPage>
  );
}

function Correction({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  const version = item.newest;
  const [draft, setDraft] = useState(version.content);
  const preview = useKeyPreview(version.id);
  const [decided, setDecided] = useState(false);
  if (decided) {
    return (
      <p role="status" className={css.good} data-testid="key-corrected">
        {t('keyPage.done')} <Link href={`/bank/items/${item.row.id}`}>{t('diff.back')}</Link>
      </p>
    );
  }
  return (
    <div data-testid="key-editor">
      <p className={css.quiet}>{t('keyPage.lead', { no: version.no })}</p>
      {draft.interactions.map((interaction, index) => (
        <InteractionEditor
          key={interaction.response_id}
          number={index + 1}
          interaction={interaction}
          answer={draft.key.find(({ response_id }) => response_id === interaction.response_id)}
          languages={languagesOf(draft)}
          removable={false}
          keyOnly
          onInteraction={() => undefined}
          onKey={(changed) => {
            setDraft((before) => withKey(before, changed));
            preview.reset();
          }}
          onRemove={() => undefined}
        />
      ))}
      <section className={css.panel} aria-labelledby="effect">
        <h2 id="effect">{t('keyPage.effect')}</h2>
        <div className={css.stack}>
          <BankNotice error={preview.error} />
          <div className={css.row}>
            <Button
              variant="default"
              loading={preview.isPending}
              onClick={() => preview.mutate({ key: draft.key })}
              data-testid="key-preview"
            >
              {t('keyPage.preview')}
            </Button>
          </div>
          {preview.data && (
            <>
              <Affected preview={preview.data} />
              <DecisionForm version_id={version.id} answer={draft.key} onDone={() => setDecided(true)} />
            </>
          )}
        </div>
      </section>
    </div>
  );
}
