/// How the items of a programme fared: the flagged first, with plots and the figures behind them.
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDateTime, formatNumber, local, useLanguage } from '../../../shared';
import { Loadable } from '../../../staff/ui/Loadable';
import { useProgrammes } from '../../queries';
import { type Study, type StudyWanted, useSittings, useStudy } from '../queries/statistics';
import { useBank } from '../texts';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { DifPlot } from './DifPlot';
import { ItemsTable } from './ItemsTable';
import { LinePlot } from './LinePlot';
import { toShowFirst } from './toShowFirst';
import { useStatisticsText } from './texts';

export default function StatisticsPage() {
  const t = useStatisticsText();
  const bank = useBank();
  const { language } = useLanguage();
  const programmes = useProgrammes().data;
  const sittings = useSittings();
  const [wanted, setWanted] = useState<StudyWanted>({ programme: '', language: '', opens: '', closes: '' });
  const first = sittings.isPending ? '' : toShowFirst(programmes ?? [], sittings.data ?? []);
  const programme = wanted.programme || first;
  const study = useStudy({ ...wanted, programme });
  const set = (part: Partial<StudyWanted>) => setWanted({ ...wanted, ...part });
  return (
    <BankPage title={t('page.title')} lead={t('page.lead')}>
      <div className={css.panel}>
        <div className={css.row}>
          <NativeSelect
            label={t('page.programme')}
            value={programme}
            data={(programmes ?? []).map(({ id, title }) => ({ value: id, label: local(title, language) }))}
            onChange={(event) => set({ programme: event.currentTarget.value })}
            data-testid="study-programme"
          />
          <NativeSelect
            label={t('page.language')}
            value={wanted.language}
            data={[
              { value: '', label: t('page.both') },
              ...(['kk', 'ru'] as const).map((value) => ({ value, label: bank(`language.${value}`) })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              set({ language: value === 'kk' || value === 'ru' ? value : '' })
            }
            data-testid="study-language"
          />
          <TextInput
            type="date"
            label={t('page.from')}
            value={wanted.opens}
            onChange={(event) => set({ opens: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('page.to')}
            value={wanted.closes}
            onChange={(event) => set({ closes: event.currentTarget.value })}
          />
        </div>
      </div>
      {programme !== '' && <Loadable query={study}>{(view) => <Figures study={view} />}</Loadable>}
    </BankPage>
  );
}

function Figures({ study }: { readonly study: Study }) {
  const t = useStatisticsText();
  const { language } = useLanguage();
  const number = (value: number | null | undefined, digits = 2) =>
    value === null || value === undefined ? '–' : formatNumber(value, language, digits);
  const { reliability } = study;
  const curves = [
    ...(study.rasch ? [{ name: t('model.rasch'), values: study.rasch.information }] : []),
    ...(study.two_parameter ? [{ name: t('model.two'), values: study.two_parameter.information }] : []),
  ];
  return (
    <div data-testid="study" data-n={study.n}>
      <section className={css.panel} aria-labelledby="whole">
        <h2 id="whole">{t('study.whole')}</h2>
        <div className={css.stack}>
          <dl className={css.facts}>
            <Figure name={t('study.n')} value={number(study.n, 0)} />
            <Figure name={t('study.alpha')} value={number(reliability?.alpha)} />
            <Figure name={t('study.sem')} value={number(reliability?.sem)} />
            <Figure name={t('study.deviation')} value={number(reliability?.deviation)} />
            <Figure name={t('study.computed')} value={formatDateTime(study.computed_at, language)} />
          </dl>
          <Withheld what={t('study.reliability')} withheld={study.reliability_withheld} />
          <Withheld what={t('model.rasch')} withheld={study.rasch_withheld} />
          <Withheld what={t('model.two')} withheld={study.two_parameter_withheld} />
          {curves.length > 0 && (
            <LinePlot
              title={t('information.title')}
              xLabel={t('plot.ability')}
              yLabel={t('information.y')}
              xs={study.thetas}
              lines={curves}
            />
          )}
          <DifPlot items={study.items} />
        </div>
      </section>
      <ItemsTable study={study} />
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface WithheldProps {
  readonly what: string;
  readonly withheld: { readonly n: number; readonly least: number } | null;
}

/** Too few for a figure: none is shown, and how many it takes. */
function Withheld({ what, withheld }: WithheldProps) {
  const t = useStatisticsText();
  if (!withheld) return null;
  return (
    <p className={css.quiet} data-testid="withheld">
      {t('study.withheld', { what, n: withheld.n, least: withheld.least })}
    </p>
  );
}
