/// Texts of the display settings in English.
import type { Catalogue } from '../../../shared';
import type base from './kk';

const texts: Catalogue<typeof base> = {
  open: 'Display',
  title: 'Text size and contrast',
  scale: 'Text size',
  contrast: 'Contrast',
  contrast_normal: 'Normal',
  contrast_high: 'High',
  kept: 'The choice applies at once and is kept on this computer. It changes neither the time nor your answers.',
};
export default texts;
