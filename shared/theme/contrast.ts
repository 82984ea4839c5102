/** Contrast as WCAG 2 has it, and colours made to have enough of it. */
import { hexOf, linearOf, oklchOf } from './oklch.ts'

/** Relative luminance, from 0 to 1. */
export function luminanceOf(hex: string): number {
  const [r, g, b] = linearOf(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** From 1, for the same colour, to 21, for black on white. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const step = 0.004

/**
 * The colour itself if it stands out enough against `ground`, else the one nearest in lightness
 * that does, of the same hue. Where none does, black or white: whichever stands out more.
 */
export function readable(color: string, ground: string, ratio: number): string {
  if (contrastOf(color, ground) >= ratio) return color
  const seen = oklchOf(color)
  for (let away = step; away < 1 + step; away += step) {
    for (const l of [seen.l - away, seen.l + away]) {
      const moved = hexOf({ ...seen, l })
      if (contrastOf(moved, ground) >= ratio) return moved
    }
  }
  return furthestFrom(ground)
}

/** The ground itself if black or white can be read on it, else the nearest one on which it can. */
export function readableGround(ground: string, ratio: number): string {
  return readable(ground, furthestFrom(ground), ratio)
}

/** Black or white. */
export function furthestFrom(ground: string): string {
  return contrastOf('#ffffff', ground) >= contrastOf('#000000', ground) ? '#ffffff' : '#000000'
}

/** A colour between two, by how much of the second it has; by lightness as it is seen. */
export function between(one: string, other: string, share: number): string {
  const [a, b] = [oklchOf(one), oklchOf(other)].map(({ l, c, h }) => ({
    l,
    a: c * Math.cos((h * Math.PI) / 180),
    b: c * Math.sin((h * Math.PI) / 180),
  })) as [Lab, Lab]
  const mixed = (part: keyof Lab) => a[part] + (b[part] - a[part]) * share
  const [x, y] = [mixed('a'), mixed('b')]
  return hexOf({
    l: mixed('l'),
    c: Math.hypot(x, y),
    h: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360,
  })
}
type Lab = { l: number; a: number; b: number }
