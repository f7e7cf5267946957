/// A form drawn to look at, item by item as a candidate sees it; nothing of it is stored.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type Answers, ItemBody } from '../../../shared/item';
import { useSample } from '../queries/blueprints';
import { useBank } from '../texts';
import type { BankSchemas } from '../types';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import { useBlueprintText } from './texts';

interface SamplePanelProps {
  readonly blueprint_id: string;
  readonly no: number;
}

export function SamplePanel({ blueprint_id, no }: SamplePanelProps) {
  const t = useBlueprintText();
  const bank = useBank();
  const sample = useSample(blueprint_id);
  const [language, setLanguage] = useState<'kk' | 'ru'>('kk');
  return (
    <section className={css.panel} aria-labelledby="sample">
      <h2 id="sample">{t('sample.title')}</h2>
      <div className={css.stack}>
        <p className={css.quiet}>{t('sample.lead', { no })}</p>
        <div className={css.row}>
          <NativeSelect
            label={t('sample.language')}
            value={language}
            data={(['kk', 'ru'] as const).map((value) => ({ value, label: bank(`language.${value}`) }))}
            onChange={(event) => setLanguage(event.currentTarget.value === 'ru' ? 'ru' : 'kk')}
          />
          <Button
            loading={sample.isPending}
            onClick={() => sample.mutate({ language })}
            data-testid="draw-sample"
          >
            {t('sample.draw')}
          </Button>
        </div>
        <BankNotice error={sample.error} />
        {sample.data && <Slots slots={sample.data.slots} />}
      </div>
    </section>
  );
}

function Slots({ slots }: { readonly slots: readonly BankSchemas['SampleSlot'][] }) {
  const t = useBlueprintText();
  return (
    <ol className={css.list} data-testid="sample-form">
      {slots.map((slot) => (
        <li key={slot.slot} data-testid="sample-slot" data-code={slot.code}>
          <details>
            <summary>
              {t('sample.slot', { n: slot.slot + 1, code: slot.code, stratum: slot.stratum_id })}
            </summary>
            <Tried slot={slot} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Tried({ slot }: { readonly slot: BankSchemas['SampleSlot'] }) {
  const [answers, setAnswers] = useState<Answers>({});
  return <ItemBody item={slot.item} answers={answers} onChange={setAnswers} />;
}
