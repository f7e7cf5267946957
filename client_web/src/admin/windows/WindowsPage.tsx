/// The windows candidates can book: what is taken of each, adding, widening, removing, admitting people.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Empty, Loadable } from '../../staff/ui/Loadable';
import { PageTitle } from '../../staff/ui/PageTitle';
import css from '../AdminPage.module.css';
import { AdmitDialog } from './AdmitDialog';
import { CapacityDialog } from './CapacityDialog';
import { type WindowRow, useWindows } from './data';
import { NewWindowDialog } from './NewWindowDialog';
import { RemoveDialog } from './RemoveDialog';
import { useWindowText } from './texts';
import { WindowsTable } from './WindowsTable';

type Opened = { readonly what: 'add' | 'admit' } | { readonly what: 'capacity' | 'remove'; readonly row: WindowRow };

export default function WindowsPage() {
  const t = useWindowText();
  const windows = useWindows();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [done, setDone] = useState('');
  const close = () => setOpened(null);
  const finish = (words: string) => {
    setDone(words);
    close();
  };
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <Button variant="default" onClick={() => setOpened({ what: 'admit' })} data-testid="admit">
          {t('admit')}
        </Button>
        <Button onClick={() => setOpened({ what: 'add' })} data-testid="window-add">
          {t('add')}
        </Button>
      </PageTitle>
      <p role="status" className={css.done}>
        {done}
      </p>
      <Loadable query={windows}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('empty')}</Empty>
          ) : (
            <WindowsTable
              rows={rows}
              onCapacity={(row) => setOpened({ what: 'capacity', row })}
              onRemove={(row) => setOpened({ what: 'remove', row })}
            />
          )
        }
      </Loadable>
      {opened?.what === 'add' && <NewWindowDialog onClose={close} onDone={() => finish(t('done'))} />}
      {opened?.what === 'admit' && (
        <AdmitDialog onClose={close} onDone={(n) => finish(t('admitDone', { count: n }))} />
      )}
      {opened?.what === 'capacity' && (
        <CapacityDialog row={opened.row} onClose={close} onDone={() => finish(t('done'))} />
      )}
      {opened?.what === 'remove' && (
        <RemoveDialog row={opened.row} onClose={close} onDone={() => finish(t('done'))} />
      )}
    </>
  );
}
