import { expect, test } from 'vitest'
import { type Theme, theme } from '../../../../shared/theme/theme.ts'
import { themeIssues, withField, withoutFaults, withPreset, withSurface } from './theme-draft.ts'

const full: Theme = {
  preset: 'soft',
  accent: '#7c3aed',
  surface: { light: '#fff', dark: '#111111' },
  radius: 4,
  font: 'Inter, sans-serif',
  scheme: 'dark',
}

test('another preset keeps the brand’s accent and the scheme, and brings the rest', () => {
  expect(withPreset(full, 'sharp')).toEqual({ preset: 'sharp', accent: '#7c3aed', scheme: 'dark' })
  expect(withPreset({ preset: 'brim' }, 'ink')).toEqual({ preset: 'ink' })
})

test('a field that is taken out leaves nothing behind', () => {
  expect(withField({ preset: 'brim', radius: 3 }, 'radius', undefined)).toEqual({ preset: 'brim' })
  expect(withField({ preset: 'brim' }, 'radius', 0)).toEqual({ preset: 'brim', radius: 0 })
  const light = withSurface(full, 'dark')
  expect(light.surface).toEqual({ light: '#fff' })
  expect(withSurface(light, 'light')).not.toHaveProperty('surface')
})

test.each<[Theme, string[]]>([
  [full, []],
  [{ preset: 'brim', accent: '#12345' }, ['accent']],
  [{ preset: 'brim', accent: 'teal' }, ['accent']],
  [{ preset: 'brim', accent: '' }, ['accent']],
  [{ preset: 'brim', surface: { light: '#ff', dark: '#000' } }, ['surface.light']],
  [{ preset: 'brim', font: 'x;}' }, ['font']],
  [{ preset: 'brim', font: '' }, ['font']],
])(
  'of %j the faults are at %j, as the server says too, and the rest can be drawn',
  (given, paths) => {
    expect(themeIssues(given).map((one) => one.path)).toEqual(paths)
    const server = theme.safeParse(given)
    expect(server.error?.issues.map((one) => one.path.join('.')) ?? []).toEqual(paths)
    expect(theme.safeParse(withoutFaults(given)).success).toBe(true)
  },
)
