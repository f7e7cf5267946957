/// Where an item belongs and what it rests on, in a few words.
import type { ReactNode } from 'react';
import { formatDate, formatDateTime, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { useSectionTitles } from '../../sectionTitles';
import { articleInWords } from '../article';
import { useBank } from '../texts';
import type { BankItemDetail } from '../types';
import css from '../ui/BankPage.module.css';
import { StatusBadge } from '../ui/StatusBadge';

export function ItemFacts({ item }: { readonly item: BankItemDetail }) {
  const t = useBank();
  const { language } = useLanguage();
  const titles = useSectionTitles();
  const { row, newest } = item;
  const { source, stimulus_code, enemy_codes, topic, section_id } = newest.content;
  return (
    <dl className={css.facts}>
      <Fact name={t('items.status')}>
        <StatusBadge status={newest.status} />{' '}
        {newest.can_draw && <Badge tone="good">{t('item.canDraw')}</Badge>}
      </Fact>
      <Fact name={t('items.kind')}>{t(`kind.${row.kind}`)}</Fact>
      <Fact name={t('items.section')}>{titles.get(section_id) ?? section_id}</Fact>
      {topic !== '' && <Fact name={t('items.topic')}>{topic}</Fact>}
      {source && (
        <Fact name={t('item.source')}>
          {[
            source.act,
            articleInWords(t, source.article),
            t('items.edition', { date: formatDate(source.edition_date, language) }),
          ].join(' · ')}
        </Fact>
      )}
      {stimulus_code !== '' && (
        <Fact name={t('item.stimulus')}>
          {stimulus_code}{' '}
          {newest.stimulus_outdated && <Badge tone="look">{t('item.stimulusOutdated')}</Badge>}
        </Fact>
      )}
      {enemy_codes.length > 0 && <Fact name={t('item.enemies')}>{enemy_codes.join(', ')}</Fact>}
      <Fact name={t('item.version')}>
        {t('item.versionOf', { no: newest.no, date: formatDateTime(newest.created_at, language) })}
      </Fact>
      <Fact name={t('item.author')}>{newest.mine ? t('item.you') : (newest.author ?? t('item.system'))}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
