/// A picture of the personal number, repeated faintly over the item: a photograph of the screen names its maker.

const TILE = { width: 260, height: 150 };
/** Black at this strength changes no text's contrast by more than a twentieth of what WCAG asks for. */
const OPACITY = 0.055;

/** The number as an SVG tile, as a CSS url(). `number` holds digits, letters and dashes only, whatever it is given. */
export function watermarkOf(number: string): string {
  const words = number.replace(/[^\p{L}\p{N} -]/gu, '');
  const { width, height } = TILE;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<text x="50%" y="50%" text-anchor="middle" transform="rotate(-24 ${width / 2} ${height / 2})" ` +
    `font-family="sans-serif" font-size="22" fill="#000" fill-opacity="${OPACITY}">${words}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
