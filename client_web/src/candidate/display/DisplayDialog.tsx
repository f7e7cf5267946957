/// Larger text and stronger contrast, also in the middle of the test.
import { Dialog } from '../../shared';
import css from './DisplayDialog.module.css';
import { SCALES } from './DisplaySettings';
import { useDisplayText } from './texts';
import { useDisplay } from './useDisplay';

interface DisplayDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function DisplayDialog({ opened, onClose }: DisplayDialogProps) {
  const t = useDisplayText();
  const [display, settings] = useDisplay();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('title')}>
      <div className={css.settings} data-testid="display-dialog">
        <fieldset className={css.setting}>
          <legend>{t('scale')}</legend>
          {SCALES.map((scale) => (
            <Choice
              key={scale}
              name="scale"
              label={`${scale} %`}
              chosen={display.scale === scale}
              onChoose={() => settings.choose({ scale })}
              testId={`scale-${scale}`}
            />
          ))}
        </fieldset>
        <fieldset className={css.setting}>
          <legend>{t('contrast')}</legend>
          {(['normal', 'high'] as const).map((contrast) => (
            <Choice
              key={contrast}
              name="contrast"
              label={t(`contrast_${contrast}`)}
              chosen={display.contrast === contrast}
              onChoose={() => settings.choose({ contrast })}
              testId={`contrast-${contrast}`}
            />
          ))}
        </fieldset>
        <p className={css.note}>{t('kept')}</p>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly name: 'scale' | 'contrast';
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly testId: string;
}

function Choice({ name, label, chosen, onChoose, testId }: ChoiceProps) {
  return (
    <label className={css.choice}>
      <input
        type="radio"
        name={`display-${name}`}
        checked={chosen}
        onChange={onChoose}
        data-testid={testId}
      />
      <span>{label}</span>
    </label>
  );
}
