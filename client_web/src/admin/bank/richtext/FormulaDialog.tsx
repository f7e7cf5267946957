/// A formula: written as TeX or pasted as MathML, seen before it is put in.
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Markup } from '../../../shared/item';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import { useBank } from '../texts';
import { formulaOfTex, formulaText } from './formula';
import own from './RichText.module.css';

interface FormulaDialogProps {
  readonly opened: boolean;
  /** The formula that is selected, as MathML; '' for a new one. */
  readonly before: string;
  readonly onClose: () => void;
  readonly onInsert: (mathml: string) => void;
}

export function FormulaDialog({ opened, before, onClose, onInsert }: FormulaDialogProps) {
  const t = useBank();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('text.formula')}>
      <Form
        before={before}
        onInsert={(mathml) => {
          onClose();
          onInsert(mathml);
        }}
      />
    </Dialog>
  );
}

function Form({ before, onInsert }: Pick<FormulaDialogProps, 'before' | 'onInsert'>) {
  const t = useBank();
  const [written, setWritten] = useState(before);
  const [formula, setFormula] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const read = written.includes('<') ? Promise.resolve(formulaText(written)) : formulaOfTex(written);
    void read.then((found) => current && setFormula(found));
    return () => {
      current = false;
    };
  }, [written]);
  return (
    <div className={css.form}>
      <Textarea
        label={t('formula.source')}
        description={t('formula.hint')}
        rows={4}
        spellCheck={false}
        value={written}
        error={written.trim() !== '' && formula === null ? t('formula.bad') : null}
        onChange={(event) => setWritten(event.currentTarget.value)}
        data-testid="formula-source"
      />
      <div className={own.formula_preview} role="status" aria-label={t('formula.preview')}>
        {formula !== null && <Markup html={formula} language="kk" />}
      </div>
      <div className={css.buttons}>
        <Button disabled={formula === null} onClick={() => formula !== null && onInsert(formula)}>
          {t('text.insert')}
        </Button>
      </div>
    </div>
  );
}
