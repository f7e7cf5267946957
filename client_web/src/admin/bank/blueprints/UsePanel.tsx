/// Whether forms are drawn by this blueprint, and its versions.
import { Button } from '@mantine/core';
import { formatDateTime, useLanguage } from '../../../shared';
import { Badge } from '../../../staff/ui/Badge';
import { useUseBlueprint } from '../queries/blueprints';
import type { BankSchemas } from '../types';
import { BankNotice } from '../ui/BankNotice';
import css from '../ui/BankPage.module.css';
import { useBlueprintText } from './texts';

export function UsePanel({ detail }: { readonly detail: BankSchemas['BlueprintDetail'] }) {
  const t = useBlueprintText();
  const { language } = useLanguage();
  const { row, versions } = detail;
  const use = useUseBlueprint(row.id);
  return (
    <section className={css.panel} aria-labelledby="use" data-testid="blueprint-use" data-in-use={row.in_use}>
      <h2 id="use">{t('use.title')}</h2>
      <div className={css.stack}>
        <p>
          <Badge tone={row.in_use ? 'good' : 'calm'}>{t(row.in_use ? 'use.on' : 'use.off')}</Badge>{' '}
          {row.programme_id === ''
            ? t('use.noProgramme')
            : t('use.for', { programme: row.programme_id, block: row.block_id })}
        </p>
        <BankNotice error={use.error} />
        <div className={css.row}>
          <Button
            variant={row.in_use ? 'default' : 'filled'}
            loading={use.isPending}
            disabled={row.programme_id === ''}
            onClick={() => use.mutate(!row.in_use)}
            data-testid="toggle-use"
          >
            {t(row.in_use ? 'use.stop' : 'use.start')}
          </Button>
        </div>
        <ul className={css.list}>
          {versions.map((version) => (
            <li key={version.no} className={css.quiet}>
              № {version.no} · {formatDateTime(version.created_at, language)} · {version.author ?? '–'}{' '}
              {version.note !== '' && <q>{version.note}</q>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
