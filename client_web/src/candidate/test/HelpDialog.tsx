/// How the test is moved through, by keys above all; single-key shortcuts can be switched off (WCAG 2.1.4).
import { Checkbox } from '@mantine/core';
import { Dialog } from '../../shared';
import type { BlockView } from '../data';
import css from './TestRoom.module.css';
import { useTestText } from './texts';

interface HelpDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly kind: BlockView['kind'];
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
}

export function HelpDialog({ opened, onClose, kind, shortcuts, onShortcuts }: HelpDialogProps) {
  const t = useTestText();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('help.title')}>
      <dl className={css.keys}>
        <div>
          <dt>
            <kbd>1</kbd>–<kbd>9</kbd>
          </dt>
          <dd>{t(kind === 'questionnaire' ? 'help.choose_and_go' : 'help.choose')}</dd>
        </div>
        <div>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>{t('help.arrows')}</dd>
        </div>
        <div>
          <dt>
            <kbd>N</kbd>
          </dt>
          <dd>{t('help.next')}</dd>
        </div>
        <div>
          <dt>
            <kbd>P</kbd>
          </dt>
          <dd>{t('help.previous')}</dd>
        </div>
        <div>
          <dt>
            <kbd>F</kbd>
          </dt>
          <dd>{t('help.flag')}</dd>
        </div>
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{t('help.help')}</dd>
        </div>
      </dl>
      <p className={css.help_note}>{t('help.layout')}</p>
      <Checkbox
        checked={shortcuts}
        onChange={(event) => onShortcuts(event.currentTarget.checked)}
        label={t('help.switch')}
      />
    </Dialog>
  );
}
