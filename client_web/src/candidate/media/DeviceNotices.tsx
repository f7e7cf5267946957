/// What is wrong with the camera or the microphone, whatever the cause, and what the candidate can do about it.
import { Button } from '@mantine/core';
import type { DeviceTrouble } from './Camera';
import type { DeviceKind } from './devices';
import css from './DeviceNotices.module.css';
import { useMediaText } from './texts';

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
