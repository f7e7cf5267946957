/// The material an item rests on: beside it where it is wide; above it, and to be folded, where it is narrow.
import { useId, useState } from 'react';
import { Markup } from './Markup';
import css from './StimulusPane.module.css';
import { useItemText } from './texts';
import type { StimulusView } from './types';

export function StimulusPane({
  stimulus,
  language,
}: {
  readonly stimulus: StimulusView;
  readonly language: string;
}) {
  const t = useItemText();
  const id = useId();
  const [folded, setFolded] = useState(false);
  return (
    <section
      className={css.pane}
      aria-labelledby={`${id}-title`}
      data-folded={folded}
      data-testid="stimulus"
      data-kind={stimulus.kind}
    >
      <div className={css.head}>
        <h2 id={`${id}-title`} lang={language}>
          {stimulus.title}
        </h2>
        <button
          type="button"
          className={css.fold}
          aria-expanded={!folded}
          aria-controls={`${id}-content`}
          onClick={() => setFolded(!folded)}
        >
          {t(folded ? 'stimulus.show' : 'stimulus.hide')}
        </button>
      </div>
      <div
        id={`${id}-content`}
        className={css.content}
        role="group"
        aria-labelledby={`${id}-title`}
        tabIndex={0}
      >
        {stimulus.html !== null && <Markup html={stimulus.html} language={language} />}
        {stimulus.image && <img src={stimulus.image.src} alt={stimulus.image.alt} lang={language} />}
        {stimulus.chart && <Chart chart={stimulus.chart} language={language} />}
      </div>
    </section>
  );
}

interface ChartProps {
  readonly chart: NonNullable<StimulusView['chart']>;
  readonly language: string;
}

function Chart({ chart, language }: ChartProps) {
  const t = useItemText();
  const id = useId();
  const [table, setTable] = useState(false);
  return (
    <>
      <img src={chart.src} alt={chart.alt} lang={language} className={css.chart} />
      <button
        type="button"
        className={css.data}
        aria-expanded={table}
        aria-controls={id}
        onClick={() => setTable(!table)}
        data-testid="chart-table-toggle"
      >
        {t(table ? 'chart.hideTable' : 'chart.showTable')}
      </button>
      <div id={id} hidden={!table} data-testid="chart-table">
        {table && <Markup html={chart.table_html} language={language} />}
      </div>
    </>
  );
}
