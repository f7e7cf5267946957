/// Choosing a mark and giving it for good, after a second look.
import { Button, Group, Radio } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { ErrorNotice, type Schemas, useShared } from '../shared';
import { Dialog } from '../staff/ui/Dialog';
import css from './Marking.module.css';
import { useMark } from './data';
import { scaleOf } from './marks';
import { useMarkerText } from './texts';

export function MarkForm({ essay }: { readonly essay: Schemas['EssayView'] }) {
  const t = useMarkerText();
  const [chosen, setChosen] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    setAsking(chosen !== null);
  };
  return (
    <form onSubmit={submit} noValidate data-testid="mark-form">
      <Radio.Group
        label={t('mark')}
        withAsterisk
        value={chosen === null ? '' : String(chosen)}
        error={tried && chosen === null ? t('choose') : null}
        onChange={(value) => setChosen(Number(value))}
      >
        <Group mt="xs" gap="lg">
          {scaleOf(essay).map((value) => (
            <Radio key={value} value={String(value)} label={String(value)} data-testid={`mark-${value}`} />
          ))}
        </Group>
      </Radio.Group>
      <div className={css.buttons}>
        <Button type="submit" data-testid="mark-give">
          {t('give')}
        </Button>
      </div>
      {asking && chosen !== null && (
        <Confirm code={essay.code} value={chosen} onClose={() => setAsking(false)} />
      )}
    </form>
  );
}

interface ConfirmProps {
  readonly code: string;
  readonly value: number;
  readonly onClose: () => void;
}

function Confirm({ code, value, onClose }: ConfirmProps) {
  const t = useMarkerText();
  const common = useShared();
  const mark = useMark(code);
  return (
    <Dialog opened title={t('confirm', { code })} onClose={onClose}>
      <ErrorNotice error={mark.error} />
      <p>{t('final', { value })}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button
          loading={mark.isPending}
          onClick={() => mark.mutate(value, { onSuccess: onClose })}
          data-testid="mark-confirm"
        >
          {t('confirmGive', { value })}
        </Button>
      </div>
    </Dialog>
  );
}
