/// What is done to the table the cursor stands in: its caption, rows, columns and heads.
import type { Editor } from '@tiptap/react';
import { useBank } from '../texts';
import css from './RichText.module.css';
import { Tool } from './Toolbar';

export function TableTools({ editor, caption }: { readonly editor: Editor; readonly caption: string }) {
  const t = useBank();
  const chain = () => editor.chain().focus();
  return (
    <div className={css.table_tools} role="group" aria-label={t('table.tools')}>
      <label className={css.caption}>
        {t('table.caption')}
        <input
          value={caption}
          onChange={(event) =>
            editor.commands.updateAttributes('table', { caption: event.currentTarget.value })
          }
        />
      </label>
      <Tool name={t('table.rowAdd')} onPress={() => chain().addRowAfter().run()}>
        +↓
      </Tool>
      <Tool name={t('table.rowRemove')} onPress={() => chain().deleteRow().run()}>
        −↓
      </Tool>
      <Tool name={t('table.columnAdd')} onPress={() => chain().addColumnAfter().run()}>
        +→
      </Tool>
      <Tool name={t('table.columnRemove')} onPress={() => chain().deleteColumn().run()}>
        −→
      </Tool>
      <Tool name={t('table.headRow')} onPress={() => chain().toggleHeaderRow().run()}>
        ▔
      </Tool>
      <Tool name={t('table.headColumn')} onPress={() => chain().toggleHeaderColumn().run()}>
        ▏
      </Tool>
      <Tool name={t('table.merge')} onPress={() => chain().mergeOrSplit().run()}>
        ⊞
      </Tool>
      <Tool name={t('table.remove')} onPress={() => chain().deleteTable().run()}>
        ✕
      </Tool>
    </div>
  );
}
