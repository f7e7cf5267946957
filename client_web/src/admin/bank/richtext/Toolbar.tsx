/// The tools of a text: each button says its name, whether it is pressed, and can be reached by Tab.
import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { type ReactNode, useState } from 'react';
import { useBank } from '../texts';
import type { TextKind } from './extensions';
import { FormulaDialog } from './FormulaDialog';
import { PictureDialog } from './PictureDialog';
import css from './RichText.module.css';
import { TableTools } from './TableTools';

interface ToolbarProps {
  readonly editor: Editor;
  readonly kind: TextKind;
  readonly label: string;
  readonly places: Readonly<Record<string, { readonly name: string; readonly inline: boolean }>>;
}

export function Toolbar({ editor, kind, label, places }: ToolbarProps) {
  const t = useBank();
  const [open, setOpen] = useState<'picture' | 'formula' | null>(null);
  const state = useEditorState({ editor, selector: ({ editor: now }) => stateOf(now) });
  const chain = () => editor.chain().focus();
  const missing = Object.keys(places).filter((id) => !state.placed.includes(id));
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t('text.toolbar', { label })}>
      <Tool name={t('text.bold')} on={state.bold} onPress={() => chain().toggleBold().run()}>
        <b>Қ</b>
      </Tool>
      <Tool name={t('text.italic')} on={state.italic} onPress={() => chain().toggleItalic().run()}>
        <i>К</i>
      </Tool>
      <Tool name={t('text.underline')} on={state.underline} onPress={() => chain().toggleUnderline().run()}>
        <u>А</u>
      </Tool>
      <Tool name={t('text.sub')} on={state.subscript} onPress={() => chain().toggleSubscript().run()}>
        x<sub>2</sub>
      </Tool>
      <Tool name={t('text.sup')} on={state.superscript} onPress={() => chain().toggleSuperscript().run()}>
        x<sup>2</sup>
      </Tool>
      {kind !== 'line' && (
        <>
          <Tool
            name={t('text.bullets')}
            on={state.bulletList}
            onPress={() => chain().toggleBulletList().run()}
          >
            •≡
          </Tool>
          <Tool
            name={t('text.numbers')}
            on={state.orderedList}
            onPress={() => chain().toggleOrderedList().run()}
          >
            1.≡
          </Tool>
          <Tool name={t('text.quote')} on={state.blockquote} onPress={() => chain().toggleBlockquote().run()}>
            «»
          </Tool>
          <Tool
            name={t('text.table')}
            onPress={() => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
          >
            ▦
          </Tool>
        </>
      )}
      <Tool name={t('text.picture')} onPress={() => setOpen('picture')}>
        {t('text.pictureShort')}
      </Tool>
      <Tool name={t('text.formula')} onPress={() => setOpen('formula')}>
        √x
      </Tool>
      {kind === 'passage' && (
        <Tool
          name={t('text.hottext')}
          on={state.hottext}
          onPress={() => toggleHotText(editor, state.hottext)}
          testId="mark-hottext"
        >
          {t('text.hottextShort')}
        </Tool>
      )}
      {missing.map((id) => (
        <Tool
          key={id}
          name={t('text.place', { name: places[id]?.name ?? id })}
          onPress={() =>
            chain()
              .insertContent({
                type: places[id]?.inline === true ? 'inlinePlace' : 'blockPlace',
                attrs: { response: id },
              })
              .run()
          }
        >
          + {places[id]?.name}
        </Tool>
      ))}
      {state.table && <TableTools editor={editor} caption={state.caption} />}
      <PictureDialog
        opened={open === 'picture'}
        before={state.picture}
        onClose={() => setOpen(null)}
        onInsert={(attrs) => chain().insertContent({ type: 'picture', attrs }).run()}
      />
      <FormulaDialog
        opened={open === 'formula'}
        before={state.formula}
        onClose={() => setOpen(null)}
        onInsert={(mathml) => chain().insertContent({ type: 'formula', attrs: { mathml } }).run()}
      />
    </div>
  );
}

/** What the buttons show: one value per selection. */
function stateOf(editor: Editor) {
  const placed: string[] = [];
  editor.state.doc.descendants((node) => {
    if (typeof node.attrs.response === 'string') placed.push(node.attrs.response);
  });
  const picture = editor.getAttributes('picture');
  return {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    subscript: editor.isActive('subscript'),
    superscript: editor.isActive('superscript'),
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    blockquote: editor.isActive('blockquote'),
    hottext: editor.isActive('hottext'),
    table: editor.isActive('table'),
    caption: String(editor.getAttributes('table').caption ?? ''),
    picture: typeof picture.src === 'string' ? { src: picture.src, alt: String(picture.alt ?? '') } : null,
    formula: String(editor.getAttributes('formula').mathml ?? ''),
    placed,
  };
}

function toggleHotText(editor: Editor, marked: boolean): void {
  const chain = editor.chain().focus();
  if (marked) chain.extendMarkRange('hottext').unsetMark('hottext').run();
  else chain.setMark('hottext', { id: `h${crypto.randomUUID().slice(0, 6)}` }).run();
}

interface ToolProps {
  readonly name: string;
  readonly on?: boolean;
  readonly onPress: () => void;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function Tool({ name, on, onPress, testId, children }: ToolProps) {
  return (
    <button
      type="button"
      className={css.tool}
      title={name}
      aria-label={name}
      aria-pressed={on}
      data-testid={testId}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span aria-hidden>{children}</span>
    </button>
  );
}
