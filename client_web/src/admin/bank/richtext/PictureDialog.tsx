/// A picture: uploaded, described for those who do not see it, put in.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../staff/ui/Dialog';
import css from '../../AdminPage.module.css';
import { useBank } from '../texts';
import { PictureField } from './PictureField';

interface Picture {
  readonly src: string;
  readonly alt: string;
}

interface PictureDialogProps {
  readonly opened: boolean;
  /** The picture that is selected; null for a new one. */
  readonly before: Picture | null;
  readonly onClose: () => void;
  readonly onInsert: (picture: Picture) => void;
}

export function PictureDialog({ opened, before, onClose, onInsert }: PictureDialogProps) {
  const t = useBank();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('text.picture')}>
      <Form
        before={before}
        onInsert={(picture) => {
          onClose();
          onInsert(picture);
        }}
      />
    </Dialog>
  );
}

function Form({ before, onInsert }: Pick<PictureDialogProps, 'before' | 'onInsert'>) {
  const t = useBank();
  const [picture, setPicture] = useState(before ?? { src: '', alt: '' });
  const whole = picture.src !== '' && picture.alt.trim() !== '';
  return (
    <div className={css.form}>
      <PictureField
        url={picture.src}
        alt={picture.alt}
        onUploaded={(src) => setPicture({ ...picture, src })}
      />
      <Textarea
        label={t('picture.alt')}
        description={t('picture.altHint')}
        withAsterisk
        maxLength={1000}
        value={picture.alt}
        onChange={(event) => setPicture({ ...picture, alt: event.currentTarget.value })}
      />
      <div className={css.buttons}>
        <Button disabled={!whole} onClick={() => onInsert({ src: picture.src, alt: picture.alt.trim() })}>
          {t('text.insert')}
        </Button>
      </div>
    </div>
  );
}
