// Words and signs stand out from what is behind them: WCAG 2.2, 1.4.3 and 1.4.11.
import { ancestorsOf, type Line, nameOf, styleOf } from './drawn.ts'

type Color = { red: number; green: number; blue: number; alpha: number }

const leastOfText = 4.5
const leastOfLarge = 3
const leastOfSigns = 3
const boldFrom = 600

export const faintLines = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ element, text }) => {
    const style = styleOf(element)
    const size = Number.parseFloat(style.fontSize)
    const isBold = Number(style.fontWeight) >= boldFrom
    const least = size >= 24 || (size >= 18.66 && isBold) ? leastOfLarge : leastOfText
    return faint(style.color, element, least, `“${text.slice(0, 40)}”`)
  })

/** Drawings that say something. */
export const faintSigns = (elements: readonly Element[]): string[] =>
  elements
    .filter((element) => element instanceof SVGSVGElement)
    .flatMap((element) =>
      faint(styleOf(element).color, element, leastOfSigns, nameOf(parentOf(element))),
    )

const parentOf = (element: Element) => element.parentElement ?? element

function faint(color: string, element: Element, least: number, what: string): string[] {
  const ground = groundOf(element)
  if (typeof ground === 'string') return [`contrast: ${what} stands on ${ground}`]
  const ratio = contrastOf(over(colorOf(color), ground), ground)
  return ratio < least
    ? [`contrast: ${what} has ${ratio.toFixed(2)} : 1, and needs ${least} : 1`]
    : []
}

/** What is behind it, down to the first that nothing shines through; or why that can't be said. */
function groundOf(element: Element): Color | string {
  const layers: Color[] = []
  for (const one of [element, ...ancestorsOf(element)]) {
    const { backgroundColor, backgroundImage, opacity } = styleOf(one)
    if (backgroundImage !== 'none') return `an image: ${nameOf(one)}`
    if (Number(opacity) < 1) return `what shines through ${nameOf(one)}`
    const color = colorOf(backgroundColor)
    if (color.alpha > 0) layers.push(color)
    if (color.alpha === 1) return layers.reduceRight((below, above) => over(above, below))
  }
  return 'nothing'
}

const over = (above: Color, below: Color): Color => {
  const mix = (one: number, other: number) => one * above.alpha + other * (1 - above.alpha)
  return {
    red: mix(above.red, below.red),
    green: mix(above.green, below.green),
    blue: mix(above.blue, below.blue),
    alpha: 1,
  }
}

function contrastOf(one: Color, other: Color): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

function luminanceOf({ red, green, blue }: Color): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

const known = new Map<string, Color>()
let canvas: CanvasRenderingContext2D | null = null

/** Drawn and read back: a colour is written in many ways. */
function colorOf(css: string): Color {
  const before = known.get(css)
  if (before) return before
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!canvas) throw new Error('There is nothing to draw colours on')
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = css
  canvas.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data as unknown as [
    number,
    number,
    number,
    number,
  ]
  const color = { red, green, blue, alpha: alpha / 255 }
  known.set(css, color)
  return color
}
