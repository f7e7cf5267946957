/// Chooses a picture from the computer and gives it to the bank.
import { Loader } from '@mantine/core';
import { useId } from 'react';
import { ErrorNotice } from '../../../shared';
import { useUploadPicture } from '../queries/assets';
import { useBank } from '../texts';
import css from './RichText.module.css';

interface PictureFieldProps {
  readonly url: string;
  readonly alt: string;
  readonly onUploaded: (url: string) => void;
}

export function PictureField({ url, alt, onUploaded }: PictureFieldProps) {
  const t = useBank();
  const id = useId();
  const upload = useUploadPicture();
  return (
    <div className={css.picture}>
      <label htmlFor={id}>{t('picture.file')}</label>
      <input
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/svg+xml"
        data-testid="picture-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) upload.mutate(file, { onSuccess: (asset) => onUploaded(asset.url) });
        }}
      />
      {upload.isPending && <Loader size="sm" aria-label={t('picture.uploading')} />}
      <ErrorNotice error={upload.error} />
      {url !== '' && <img src={url} alt={alt} />}
    </div>
  );
}
