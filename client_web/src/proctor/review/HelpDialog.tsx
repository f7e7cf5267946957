/// What the keys of the review page do, and the switch that turns them off.
import { Checkbox } from '@mantine/core';
import { useStaff } from '../../staff/texts';
import { Dialog } from '../../staff/ui/Dialog';
import { useBesideText } from './beside/texts';
import { useProctorText } from '../texts';
import css from './HelpDialog.module.css';
import { type Command, KEYS } from './shortcuts';

interface HelpDialogProps {
  readonly opened: boolean;
  readonly enabled: boolean;
  readonly onEnable: (enabled: boolean) => void;
  readonly onClose: () => void;
}

export function HelpDialog({ opened, enabled, onEnable, onClose }: HelpDialogProps) {
  const t = useStaff();
  const say = useProctorText();
  const beside = useBesideText();
  const words = (command: Command): string => {
    if (command === 'unclear') return say('incident.markUnclear');
    if (command === 'loop') return beside('loop');
    if (command === 'reference' || command === 'item' || command === 'decide')
      return beside(`${command}_key`);
    return t(`help.${command}`);
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('help.title')}>
      <p className={css.lead}>{t('help.lead')}</p>
      {/* WCAG 2.1.4: shortcuts of a single letter can be turned off. */}
      <Checkbox
        label={t('help.enabled')}
        checked={enabled}
        onChange={(event) => onEnable(event.currentTarget.checked)}
        data-testid="shortcuts-enabled"
      />
      <table className={css.keys}>
        <thead>
          <tr>
            <th scope="col">{t('help.key')}</th>
            <th scope="col">{t('help.action')}</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(({ command, keys }) => (
            <tr key={command}>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
              <td>{words(command)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
