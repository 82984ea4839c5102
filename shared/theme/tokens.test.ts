import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf } from './contrast.ts'
import { oklchOf } from './oklch.ts'
import { colorTokenNames, ownColors } from './presets.ts'
import { colorTokens, type Theme, theme, themePresets, themeTokens } from './theme.ts'
import { lights, looksOf, tokensOf } from './tokens.ts'

const color = fc.oneof(
  fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`),
  fc.integer({ min: 0, max: 0xfff }).map((number) => `#${number.toString(16).padStart(3, '0')}`),
)
const anyTheme: fc.Arbitrary<Theme> = fc.record(
  {
    preset: fc.constantFrom(...themePresets),
    accent: color,
    surface: fc.record({ light: color, dark: color }, { requiredKeys: [] }),
    radius: fc.integer({ min: 0, max: 32 }),
    font: fc.constantFrom('Inter, sans-serif', 'Georgia'),
    scheme: fc.constantFrom('light' as const, 'dark' as const),
  },
  { requiredKeys: ['preset'] },
)

test('whatever is set, words, links and buttons can be read in the light and in the dark', () => {
  fc.assert(
    fc.property(anyTheme, fc.constantFrom(...lights), (given, light) => {
      const { colors } = looksOf(theme.parse(given), light)
      expect(contrastOf(colors.ink, colors.surface)).toBeGreaterThanOrEqual(7)
      expect(contrastOf(colors['ink-soft'], colors.surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colors['ink-quiet'], colors.surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colors.accent, colors.surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colors['on-accent'], colors.accent)).toBeGreaterThanOrEqual(4.5)
    }),
    { numRuns: 300 },
  )
})

test('an accent that had to be moved has the hue that was asked for', () => {
  fc.assert(
    fc.property(anyTheme, fc.constantFrom(...lights), (given, light) => {
      const { asked, got } = looksOf(given, light).accent
      const [before, after] = [oklchOf(asked), oklchOf(got)]
      const turned = ((after.h - before.h) * Math.PI) / 180
      expect(Math.min(before.c, after.c) * Math.abs(Math.sin(turned))).toBeLessThan(0.02)
    }),
  )
})

test('what a prompt carries is valid, and names only what differs from Brim’s own', () => {
  fc.assert(
    fc.property(anyTheme, (given) => {
      const tokens = tokensOf(given)
      if (tokens) expect(themeTokens.parse(tokens)).toEqual(tokens)
      for (const [name, pair] of Object.entries(tokens?.colors ?? {})) {
        expect(pair).not.toEqual(ownColors[name as keyof typeof ownColors])
      }
      expect(tokens?.radius).not.toBe(14)
    }),
  )
})

test('Brim’s own look needs no tokens, and one colour of one’s own only its own', () => {
  expect(tokensOf({ preset: 'brim' })).toBeUndefined()
  expect(tokensOf({ preset: 'brim', radius: 14 })).toBeUndefined()
  const { colors, ...rest } = tokensOf({ preset: 'brim', accent: '#7c3aed' }) ?? {}
  expect(Object.keys(colors ?? {})).toEqual(['accent', 'on-accent'])
  expect(rest).toEqual({})
  expect(tokensOf({ preset: 'brim', scheme: 'dark', radius: 4 })).toEqual({
    scheme: 'dark',
    radius: 4,
  })
})

test.each([
  // A yellow is too light for white cards, and fine on dark ones.
  ['#ffd400', 'light', false],
  ['#ffd400', 'dark', true],
  ['#1d4ed8', 'light', true],
  ['#1d4ed8', 'dark', false],
] as const)('the accent %s in the %s stays: %s', (accent, light, stays) => {
  const { asked, got } = looksOf({ preset: 'neutral', accent }, light).accent
  expect(asked).toBe(accent)
  expect(got === accent).toBe(stays)
})

test('a surface on which nothing can be read is moved, and others are not', () => {
  const grey = looksOf({ preset: 'brim', surface: { light: '#777777' } }, 'light').surface
  expect(grey.got).not.toBe('#777777')
  const paper = looksOf({ preset: 'brim', surface: { light: '#fff8ee' } }, 'light').surface
  expect(paper).toEqual({ asked: '#fff8ee', got: '#fff8ee' })
})

test('the presets were chosen so that nothing of them has to be moved', () => {
  for (const preset of themePresets) {
    for (const light of lights) {
      const { surface, accent } = looksOf({ preset }, light)
      expect([preset, light, surface.got, accent.got]).toEqual([
        preset,
        light,
        surface.asked,
        accent.asked,
      ])
    }
  }
})

test('the presets are six looks, no two of one surface and accent', () => {
  const looks = themePresets.map((preset) => {
    const { surface, accent } = looksOf({ preset }, 'light').colors
    return `${surface} ${accent}`
  })
  expect(new Set(looks).size).toBe(6)
})

test('Brim’s own colours are those that the widget draws where nothing is set', () => {
  expect([...colorTokenNames].sort()).toEqual([...colorTokens].sort())
  const drawn = readFileSync(resolve(import.meta.dirname, '../../widget/view/theme.ts'), 'utf8')
  for (const [name, [light, dark]] of Object.entries(ownColors)) {
    const key = name.includes('-') ? `'${name}'` : name
    expect(drawn).toContain(`${key}: ['${light}', '${dark}']`)
  }
})
