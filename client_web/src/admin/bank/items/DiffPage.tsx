/// Two versions of an item side by side, the words that changed marked.
import { Link } from 'wouter';
import { Badge } from '../../../staff/ui/Badge';
import { Empty, Loadable } from '../../../staff/ui/Loadable';
import { useDiff, useItem } from '../queries/items';
import { useBank } from '../texts';
import type { BankSchemas } from '../types';
import { BankPage } from '../ui/BankPage';
import css from './DiffPage.module.css';
import { placeInWords } from './places';
import { changedWords, type Piece, readable } from './words';

interface DiffPageProps {
  readonly item_id: string;
  /** Ids of the versions. */
  readonly from: string;
  readonly to: string;
}

export default function DiffPage({ item_id, from, to }: DiffPageProps) {
  const t = useBank();
  const item = useItem(item_id);
  const diff = useDiff(from, to);
  return (
    <BankPage
      title={t('diff.title', { code: item.data?.row.code ?? '' })}
      lead={<Link href={`/bank/items/${item_id}`}>{t('diff.back')}</Link>}
    >
      <Loadable query={diff}>
        {({ from_no, to_no, changes }) =>
          changes.length === 0 ? (
            <Empty>{t('diff.same')}</Empty>
          ) : (
            <div className={css.diff} data-testid="diff">
              <div className={css.heads} aria-hidden>
                <strong>№ {from_no}</strong>
                <strong>№ {to_no}</strong>
              </div>
              {changes.map((change) => (
                <Change key={`${change.place}/${change.language ?? ''}`} change={change} />
              ))}
            </div>
          )
        }
      </Loadable>
    </BankPage>
  );
}

function Change({ change }: { readonly change: BankSchemas['DiffLine'] }) {
  const t = useBank();
  const words = [readable(change.before), readable(change.after)] as const;
  // Where only the markup changed, the markup is what there is to see.
  const [before, after] =
    words[0] === words[1] ? changedWords(change.before, change.after) : changedWords(...words);
  return (
    <section className={css.change} data-testid="change" data-place={change.place} data-kind={change.kind}>
      <h2>
        {placeInWords(t, change.place)} {change.language !== null && <Badge>{change.language}</Badge>}{' '}
        <Badge tone={change.kind === 'changed' ? 'busy' : 'look'}>{t(`diff.${change.kind}`)}</Badge>
      </h2>
      <div className={css.sides}>
        <Side label={t('diff.before')} pieces={before} mark="del" language={change.language} />
        <Side label={t('diff.after')} pieces={after} mark="ins" language={change.language} />
      </div>
    </section>
  );
}

interface SideProps {
  readonly label: string;
  readonly pieces: readonly Piece[];
  readonly mark: 'del' | 'ins';
  readonly language: string | null;
}

function Side({ label, pieces, mark: Mark, language }: SideProps) {
  return (
    <div className={css.side} role="group" aria-label={label} lang={language ?? undefined}>
      {pieces.map(({ text, changed }, index) =>
        changed ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>,
      )}
    </div>
  );
}
