/**
 * Colours as people see them: lightness, chroma and hue, in OKLCH, to and from the sRGB that pages
 * have. Lightness moves without the hue; what a screen cannot show loses chroma, never hue.
 */

/** `l` from 0 to 1; `c` from 0, about 0.37 at most; `h` in degrees, of no meaning without chroma. */
export type Oklch = { l: number; c: number; h: number }
type Triple = [number, number, number]

/** Reads `#rgb` and `#rrggbb`. */
export function oklchOf(hex: string): Oklch {
  const [r, g, b] = linearOf(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const blueness = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, blueness),
    h: ((Math.atan2(blueness, a) * 180) / Math.PI + 360) % 360,
  }
}

/** `#rrggbb`; of a colour that no screen shows, the one of its hue and lightness that is nearest. */
export function hexOf(color: Oklch): string {
  const l = Math.min(1, Math.max(0, color.l))
  const shown = { ...color, l, c: l === 0 || l === 1 ? 0 : shownChroma({ ...color, l }) }
  return `#${rgbOf(shown)
    .map((part) => Math.round(encode(Math.min(1, Math.max(0, part))) * 255))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`
}

/** Linear light of red, green and blue, each from 0 to 1. */
export function linearOf(hex: string): Triple {
  const digits = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex
  const part = (at: number) => decode(Number.parseInt(digits.slice(at, at + 2), 16) / 255)
  return [part(1), part(3), part(5)]
}

function shownChroma(color: Oklch): number {
  const isShown = (c: number) =>
    rgbOf({ ...color, c }).every((part) => part > -0.0001 && part < 1.0001)
  if (isShown(color.c)) return color.c
  let [low, high] = [0, color.c]
  for (let round = 0; round < 16; round++) {
    const middle = (low + high) / 2
    if (isShown(middle)) low = middle
    else high = middle
  }
  return low
}

/** Linear, and out of bounds where no screen shows it. */
function rgbOf({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const decode = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const encode = (part: number) =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055
