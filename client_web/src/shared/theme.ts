/// The look of every page: colours, type and spacing. Each text colour was checked for WCAG AA on its ground.
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep lake blue: the house colour. White on 6–9 and 7–9 on white pass AA. */
const lake: MantineColorsTuple = [
  '#eef6f8',
  '#dcecf0',
  '#b8d8e0',
  '#8fc1ce',
  '#5fa3b4',
  '#378699',
  '#1d6d81',
  '#165a6c',
  '#134a59',
  '#0f3a47',
];
const leaf: MantineColorsTuple = [
  '#eef7ef',
  '#d9ecdc',
  '#b3d9b9',
  '#88c392',
  '#5da96b',
  '#3d8e4c',
  '#2b7a3a',
  '#1f6b2e',
  '#185725',
  '#11431c',
];
const ember: MantineColorsTuple = [
  '#fdf3ec',
  '#fae2d2',
  '#f3c2a1',
  '#e99d6c',
  '#dc7838',
  '#c65a14',
  '#b34a04',
  '#a63c00',
  '#873100',
  '#692600',
];
const brick: MantineColorsTuple = [
  '#fcf0ef',
  '#f8dcda',
  '#efb7b2',
  '#e38c85',
  '#d3635a',
  '#bf4238',
  '#ae2f26',
  '#9b241c',
  '#7f1c15',
  '#63150f',
];

const FONT =
  '"Inter Variable", Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  colors: { lake, leaf, ember, brick },
  primaryColor: 'lake',
  primaryShade: 7,
  black: '#17242b',
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: { InputWrapper: { styles: { label: { marginBottom: 6 } } } },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.3125rem' },
});

/** Colours for drawings (canvas, SVG) where CSS variables are out of reach. */
export const palette = {
  ink: '#17242b',
  muted: '#52626b',
  line: '#d5dcdf',
  paper: '#f5f3ee',
  surface: '#ffffff',
  lake: '#165a6c',
  gold: '#e3b558',
  leaf: '#1f6b2e',
  ember: '#a63c00',
  brick: '#9b241c',
} as const;
