/// The device check: camera, microphone, light, face, speed; what fails names its mend.
import { Button, NativeSelect } from '@mantine/core';
import { ErrorNotice, formatNumber, useLanguage, usePageTitle } from '../../shared';
import { Steps } from '../attempt/Steps';
import { type AttemptView, useDeviceCheckReport } from '../data';
import type { DeviceKind } from '../media/devices';
import { useText } from '../texts';
import panel from '../ui/panel.module.css';
import { PageHead } from '../ui/PageHead';
import css from './DeviceCheckPage.module.css';
import { CheckStep } from './CheckStep';
import { LevelMeter } from './LevelMeter';
import { type DeviceCheckState, useDeviceCheck } from './useDeviceCheck';
import { failedSteps, mayGoOn, type StepName } from './verdicts';

const STEP_NAMES: readonly StepName[] = ['camera', 'microphone', 'light', 'face', 'speed'];

interface DeviceCheckPageProps {
  readonly attempt: AttemptView;
  readonly onPassed: () => void;
}

export function DeviceCheckPage({ attempt, onPassed }: DeviceCheckPageProps) {
  const t = useText();
  const { language } = useLanguage();
  const check = useDeviceCheck(attempt.id);
  const report = useDeviceCheckReport(attempt.id);
  usePageTitle(t('check.title'));

  function goOn(): void {
    const label = (tracks: MediaStreamTrack[] = []) => (tracks[0]?.label ?? '').slice(0, 200);
    report.mutate(
      {
        camera_label: label(check.opened?.stream.getVideoTracks()),
        microphone_label: label(check.opened?.stream.getAudioTracks()),
        microphone_level_db: check.loudestDb,
        luma: check.frame?.luma ?? 0,
        n_faces: check.frame?.n_faces ?? 0,
        upload_kbps: check.kbps ?? 0,
        failed_steps: failedSteps(check.verdicts),
      },
      { onSuccess: onPassed },
    );
  }

  return (
    <>
      <PageHead above={<Steps current="devices" />} title={t('check.title')} lead={t('check.lead')} />
      <div className={css.layout}>
        <section className={panel.panel} aria-label={t('check.picture')}>
          <div className={css.picture}>
            <video ref={check.attachVideo} muted playsInline aria-label={t('check.picture')} />
            {!check.begun && <p className={css.before}>{t('check.before')}</p>}
          </div>
          {check.begun && <DeviceChoice check={check} />}
        </section>
        <section className={panel.panel} aria-labelledby="check-steps">
          <h2 id="check-steps">{t('check.steps')}</h2>
          <ol className={css.steps} aria-live="polite">
            {STEP_NAMES.map((name) => (
              <CheckStep key={name} name={name} verdict={check.verdicts[name]}>
                {name === 'speed' && check.kbps !== null && check.kbps > 0 && (
                  <>{t('check.speed_found', { mbps: formatNumber(check.kbps / 1000, language, 1) })}</>
                )}
              </CheckStep>
            ))}
          </ol>
          <ErrorNotice error={check.error ?? report.error} />
          {check.verdicts.face.state === 'bad' && mayGoOn(check.verdicts) && (
            <p className={panel.quiet}>{t('check.without_face')}</p>
          )}
          <div className={panel.actions}>
            {!check.begun ? (
              <Button size="md" onClick={check.begin} data-testid="check-begin">
                {t('check.begin')}
              </Button>
            ) : (
              <>
                <Button
                  size="md"
                  disabled={!mayGoOn(check.verdicts)}
                  loading={report.isPending}
                  onClick={goOn}
                  data-testid="check-continue"
                >
                  {t('check.go_on')}
                </Button>
                <Button size="md" variant="default" onClick={check.begin} data-testid="check-again">
                  {t('check.again')}
                </Button>
              </>
            )}
          </div>
          <p className={panel.quiet}>{t('check.not_recorded')}</p>
        </section>
      </div>
    </>
  );
}

function DeviceChoice({ check }: { readonly check: DeviceCheckState }) {
  const t = useText();
  const inUse = (kind: DeviceKind): string => {
    const tracks =
      kind === 'camera' ? check.opened?.stream.getVideoTracks() : check.opened?.stream.getAudioTracks();
    return tracks?.[0]?.getSettings().deviceId ?? '';
  };
  return (
    <div className={css.devices}>
      {(['camera', 'microphone'] as const).map((kind) => (
        <NativeSelect
          key={kind}
          label={t(`check.choose_${kind}`)}
          value={inUse(kind)}
          disabled={check.lists[kind].length === 0}
          onChange={(event) => check.choose(kind, event.currentTarget.value)}
          data={check.lists[kind].map(({ id, label }, index) => ({
            value: id,
            label: label || t('check.unnamed', { n: index + 1 }),
          }))}
          data-testid={`choose-${kind}`}
        />
      ))}
      <LevelMeter db={check.levelDb} />
    </div>
  );
}
