// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DisplaySettings } from './DisplaySettings';

let root: HTMLElement;
const open = () => new DisplaySettings(localStorage, root);
const NONE = { larger_text: false, high_contrast: false };

beforeEach(() => {
  localStorage.clear();
  root = document.createElement('html');
});

describe('DisplaySettings', () => {
  it('leaves the page as the browser shows it until something is chosen', () => {
    open();
    expect([root.style.fontSize, root.dataset.contrast]).toEqual(['', 'normal']);
  });

  it('puts a choice onto the document and has it after a reload', () => {
    open().choose({ scale: 175 });
    open().choose({ contrast: 'high' });
    root = document.createElement('html');
    expect(open().snapshot()).toEqual({ scale: 175, contrast: 'high' });
    expect([root.style.fontSize, root.dataset.contrast]).toEqual(['175%', 'high']);
  });

  it('starts from what was granted, and lets the candidate choose otherwise', () => {
    const display = open();
    display.grant({ larger_text: true, high_contrast: true });
    expect(display.snapshot()).toEqual({ scale: 150, contrast: 'high' });
    display.choose({ scale: 100 });
    expect(display.snapshot()).toEqual({ scale: 100, contrast: 'high' });
    display.grant(NONE);
    expect(display.snapshot()).toEqual({ scale: 100, contrast: 'normal' });
  });

  it.each(['not json', '{"scale":1000,"contrast":"pink"}', 'null'])('takes %s for nothing chosen', (kept) => {
    localStorage.setItem('synaq.display', kept);
    expect(open().snapshot()).toEqual({ scale: 100, contrast: 'normal' });
  });
});
