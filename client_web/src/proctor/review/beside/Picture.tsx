/// A decoded moment as a picture.
import { useEffect, useRef } from 'react';

interface PictureProps {
  readonly picture: HTMLCanvasElement;
  readonly className: string | undefined;
  readonly label: string;
}

export function Picture({ picture, className, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      width={picture.width}
      height={picture.height}
      className={className}
      role="img"
      aria-label={label}
    />
  );
}
