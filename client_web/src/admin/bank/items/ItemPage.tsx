/// One item: what it says, where it stands on its way, what it was before.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Loadable } from '../../../staff/ui/Loadable';
import { useItem } from '../queries/items';
import { useBank } from '../texts';
import type { BankItemDetail } from '../types';
import { BankPage } from '../ui/BankPage';
import css from '../ui/BankPage.module.css';
import { ItemFacts } from './ItemFacts';
import { KeyCorrections } from './KeyCorrections';
import { KeyView } from './KeyView';
import { Previews } from './Previews';
import { StagesPanel } from './StagesPanel';
import { StatusActions } from './StatusActions';
import { VersionsPanel } from './VersionsPanel';

export default function ItemPage({ item_id }: { readonly item_id: string }) {
  const item = useItem(item_id);
  const t = useBank();
  return (
    <BankPage
      title={item.data?.row.code ?? t('item.title')}
      lead={item.data?.newest.content.title}
      tools={item.data && <Tools item={item.data} />}
    >
      <Loadable query={item}>{(detail) => <Item item={detail} />}</Loadable>
    </BankPage>
  );
}

function Tools({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  return (
    <Button component={Link} href={`/bank/items/${item.row.id}/edit`} data-testid="edit-item">
      {t('item.edit')}
    </Button>
  );
}

function Item({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  const { newest } = item;
  return (
    <div data-testid="item-detail" data-status={newest.status}>
      <section className={css.panel}>
        <ItemFacts item={item} />
        <StatusActions version={newest} />
      </section>
      <StagesPanel version={newest} />
      <section className={css.panel} aria-labelledby="seen">
        <h2 id="seen">{t('item.seen')}</h2>
        <Previews draft={newest.content} />
      </section>
      <section className={css.panel} aria-labelledby="key">
        <h2 id="key">{t('item.key')}</h2>
        <p className={css.quiet}>{t('item.keyRecorded')}</p>
        <KeyView draft={newest.content} />
      </section>
      <VersionsPanel item={item} />
      <KeyCorrections item={item} />
    </div>
  );
}
