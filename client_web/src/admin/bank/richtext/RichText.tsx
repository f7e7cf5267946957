/// A text of the bank in one language: written as it will look, kept as HTML of the allow-list.
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useId, useRef } from 'react';
import { type TextKind, extensionsOf } from './extensions';
import { storedBlock, storedLine } from './html';
import css from './RichText.module.css';
import { Toolbar } from './Toolbar';

interface RichTextProps {
  readonly label: string;
  /** Whether the label is seen, or only said. */
  readonly labelShown?: boolean;
  readonly language: string;
  readonly kind: TextKind;
  readonly value: string;
  readonly onChange: (html: string) => void;
  /** Interactions that may be placed, by response id, with what their chips read. */
  readonly places?: Readonly<Record<string, { readonly name: string; readonly inline: boolean }>>;
  readonly testId: string;
}

const NO_PLACES: NonNullable<RichTextProps['places']> = {};

export function RichText(props: RichTextProps) {
  const { label, labelShown = true, language, kind, value, onChange, places = NO_PLACES, testId } = props;
  const id = useId();
  const stored = kind === 'line' ? storedLine : storedBlock;
  const latest = useRef({ value, onChange, places });
  useEffect(() => {
    latest.current = { value, onChange, places };
  });
  const editor = useEditor({
    extensions: extensionsOf(kind, (response) => latest.current.places[response]?.name ?? response),
    content: value,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': String(kind !== 'line'),
        'aria-labelledby': id,
        lang: language,
        'data-testid': testId,
      },
    },
    onUpdate: ({ editor: changed }) => {
      const html = stored(changed.getHTML());
      // Set before the owner answers: what comes back is then no news.
      latest.current.value = html;
      latest.current.onChange(html);
    },
  });

  // A value that came from elsewhere (a place added, a draft restored) replaces the content.
  useEffect(() => {
    if (stored(editor.getHTML()) !== value) editor.commands.setContent(value, { emitUpdate: false });
  }, [editor, stored, value]);
  // The chips' names follow the interactions.
  useEffect(() => {
    for (const chip of editor.view.dom.querySelectorAll<HTMLElement>('[data-place]')) {
      chip.textContent = places[chip.dataset.place ?? '']?.name ?? chip.dataset.place ?? '';
    }
  }, [editor, places, value]);

  return (
    <div className={css.field} data-kind={kind}>
      <span id={id} className={labelShown ? css.label : 'visually-hidden'}>
        {label}
      </span>
      <Toolbar editor={editor} kind={kind} label={label} places={places} />
      <EditorContent editor={editor} className={css.content} />
    </div>
  );
}
