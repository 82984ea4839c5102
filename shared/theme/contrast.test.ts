import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between, contrastOf, readable, readableGround } from './contrast.ts'
import { hexOf, oklchOf } from './oklch.ts'

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)

/** WCAG 2.2, "relative luminance" and "contrast ratio", as the recommendation writes them. */
function contrastByWcag(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#0b6867', '#ffffff', 6.63],
  ['#fff', '#ffffff', 1],
])('%s on %s has the contrast %d', (one, other, ratio) => {
  expect(contrastOf(one, other)).toBeCloseTo(ratio, 1)
})

test('contrast is what WCAG says of any two colours, whichever is the ground', () => {
  fc.assert(
    fc.property(color, color, (one, other) => {
      expect(contrastOf(one, other)).toBeCloseTo(contrastByWcag(one, other), 6)
      expect(contrastOf(one, other)).toBe(contrastOf(other, one))
    }),
  )
})

test('every colour of a screen comes back as it was', () => {
  fc.assert(
    fc.property(color, (hex) => {
      expect(hexOf(oklchOf(hex))).toBe(hex)
    }),
    { examples: [['#000000'], ['#ffffff'], ['#ff0000'], ['#0000ff']] },
  )
})

test('what is made readable is, where anything can be, and keeps its hue', () => {
  fc.assert(
    fc.property(color, color, fc.constantFrom(3, 4.5, 7), (hex, ground, ratio) => {
      const made = readable(hex, ground, ratio)
      const most = Math.max(contrastByWcag('#000000', ground), contrastByWcag('#ffffff', ground))
      expect(contrastByWcag(made, ground)).toBeGreaterThanOrEqual(Math.min(ratio, most))
      const [before, after] = [oklchOf(hex), oklchOf(made)]
      const turned = ((after.h - before.h) * Math.PI) / 180
      // How far beside its hue it lies; bytes cannot say it better than this.
      const aside = Math.min(before.c, after.c) * Math.abs(Math.sin(turned))
      expect(aside).toBeLessThan(0.02)
    }),
    { numRuns: 300 },
  )
})

test('what can be read already stays as it is', () => {
  fc.assert(
    fc.property(color, color, (hex, ground) => {
      fc.pre(contrastByWcag(hex, ground) >= 4.5)
      expect(readable(hex, ground, 4.5)).toBe(hex)
    }),
  )
})

test('on a ground made readable there is ink that can be read', () => {
  fc.assert(
    fc.property(color, (hex) => {
      const ground = readableGround(hex, 7)
      const most = Math.max(contrastByWcag('#000000', ground), contrastByWcag('#ffffff', ground))
      expect(most).toBeGreaterThanOrEqual(7)
    }),
    { examples: [['#777777'], ['#0000ff'], ['#ff0000']] },
  )
})

test('between two colours lie all from the one to the other', () => {
  expect(between('#000000', '#ffffff', 0)).toBe('#000000')
  expect(between('#000000', '#ffffff', 1)).toBe('#ffffff')
  expect(between('#101010', '#101010', 0.4)).toBe('#101010')
})
