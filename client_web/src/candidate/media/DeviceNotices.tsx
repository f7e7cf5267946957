/// What is wrong with the camera or the microphone, whatever the cause, and what the candidate can do about it.
import { Button } from '@mantine/core';
import type { DeviceTrouble } from './Camera';
import type { DeviceKind } from './devices';
import css from './DeviceNotices.module.css';
import type { ScreenSnapshot } from './ScreenLink';
import { useMediaText } from './texts';

interface ScreenNoticeProps {
  readonly screen: ScreenSnapshot;
  readonly onShare: () => void;
}

/** Asks for the screen where the programme wants it, until it is shared. */
export function ScreenNotice({ screen, onShare }: ScreenNoticeProps) {
  const t = useMediaText();
  if (screen.wanted === 'off' || screen.shared) return null;
  return (
    <div className={css.notice} data-testid="screen-notice" data-wanted={screen.wanted}>
      <p>
        <strong>{t('screen_title')}.</strong> {t(screen.trouble ? `screen_${screen.trouble}` : 'screen_lead')}{' '}
        {screen.wanted === 'optional' && t('screen_optional')}
      </p>
      <Button size="sm" variant="outline" color="ember" onClick={onShare}>
        {t('share_screen')}
      </Button>
    </div>
  );
}

interface DeviceNoticesProps {
  readonly camera: DeviceTrouble | null;
  readonly microphone: DeviceTrouble | null;
  readonly onOpen: () => void;
}

export function DeviceNotices({ camera, microphone, onOpen }: DeviceNoticesProps) {
  return (
    <>
      {camera !== null && <Notice device="camera" trouble={camera} onOpen={onOpen} />}
      {microphone !== null && <Notice device="microphone" trouble={microphone} onOpen={onOpen} />}
    </>
  );
}

interface NoticeProps {
  readonly device: DeviceKind;
  readonly trouble: DeviceTrouble;
  readonly onOpen: () => void;
}

function Notice({ device, trouble, onOpen }: NoticeProps) {
  const t = useMediaText();
  return (
    <div className={css.notice} data-testid={`${device}-fault`} data-fault={trouble}>
      <p>
        <strong>{t(device)}</strong> {t(`${device}_${trouble}`)} {t('goes_on')}
      </p>
      <Button size="sm" variant="outline" color="ember" onClick={onOpen}>
        {t(`open_${device}`)}
      </Button>
    </div>
  );
}
