import { describe, expect, it } from 'vitest';
import { watermarkOf } from './tile';

describe('watermarkOf', () => {
  it('draws the number', () => {
    expect(decodeURIComponent(watermarkOf('KZ-104 772'))).toContain('>KZ-104 772</text>');
  });

  it('lets nothing out of its text', () => {
    const drawn = decodeURIComponent(watermarkOf('"</text><script>'));
    expect(drawn).toContain('>textscript</text>');
  });
});
