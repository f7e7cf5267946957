/// One item with its options and key, in both languages.
import { Button } from '@mantine/core';
import { formatDate, type Schemas, useLanguage } from '../../shared';
import { useStaff } from '../../staff/texts';
import { Dialog } from '../../staff/ui/Dialog';
import { Badge } from '../../staff/ui/Badge';
import { articleInWords } from './article';
import css from './ItemDialog.module.css';

type Item = Schemas['ItemDetail'];

export function ItemDialog({ item, onClose }: { readonly item: Item | null; readonly onClose: () => void }) {
  const t = useStaff();
  return (
    <Dialog opened={item !== null} onClose={onClose} title={item?.code ?? ''} width="wide">
      {item && (
        <div data-testid="item-detail">
          <p className={css.recorded}>{t('items.recorded')}</p>
          <div className={css.sides}>
            <Side item={item} language="kk" title={t('items.stemKk')} />
            <Side item={item} language="ru" title={t('items.stemRu')} />
          </div>
          <Source item={item} />
          <div className={css.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('items.close')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface SideProps {
  readonly item: Item;
  readonly language: 'kk' | 'ru';
  readonly title: string;
}

function Side({ item, language, title }: SideProps) {
  const t = useStaff();
  return (
    <section>
      <h3>{title}</h3>
      <p lang={language}>{item.stem[language]}</p>
      <ul className={css.options}>
        {item.options.map((option) => {
          const correct = item.correct_ids.includes(option.id);
          return (
            <li key={option.id} data-correct={correct} data-testid={correct ? 'correct-option' : 'option'}>
              <span lang={language}>{option.text[language]}</span>
              {correct && <Badge tone="good">{t('items.correct')}</Badge>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Source({ item }: { readonly item: Item }) {
  const t = useStaff();
  const { language } = useLanguage();
  const parts = [
    item.act,
    articleInWords(t, item.article),
    t('items.edition', { date: formatDate(item.edition_date, language) }),
    t('items.topic', { topic: item.topic }),
  ];
  return <p className={css.source}>{parts.join(' · ')}</p>;
}
