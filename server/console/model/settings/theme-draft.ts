/** Edits of a theme, and what is wrong with what was typed. Pure. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Theme } from '../../../../shared/theme/theme.ts'
import type { Light } from '../../../../shared/theme/tokens.ts'

/** Another preset brings its own surface, corners and font; a brand's accent stays. */
export function withPreset({ accent, scheme }: Theme, preset: Theme['preset']): Theme {
  return { preset, ...(accent && { accent }), ...(scheme && { scheme }) }
}

/** `undefined` leaves the field to the preset. */
export function withField<Field extends 'accent' | 'radius' | 'font' | 'scheme'>(
  theme: Theme,
  field: Field,
  value: Theme[Field] | undefined,
): Theme {
  const { [field]: _before, ...rest } = theme
  return (value === undefined ? rest : { ...rest, [field]: value }) as Theme
}

export function withSurface({ surface, ...rest }: Theme, light: Light, color?: string): Theme {
  const { [light]: _before, ...other } = surface ?? {}
  const next = color === undefined ? other : { ...other, [light]: color }
  return Object.keys(next).length > 0 ? { ...rest, surface: next } : rest
}

export function isColor(text: string): boolean {
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)
}

const colorFault = 'A colour such as “#0b6867”'

export function themeIssues({ accent, surface, font }: Theme): Issue[] {
  const colors = { accent, 'surface.light': surface?.light, 'surface.dark': surface?.dark }
  const faults = Object.entries(colors).flatMap(([path, color]) =>
    color === undefined || isColor(color) ? [] : [{ path, message: colorFault }],
  )
  const isFont = font === undefined || /^[\w\s,"'-]{1,200}$/.test(font)
  return isFont ? faults : [...faults, { path: 'font', message: 'Families such as “Inter, serif”' }]
}

/** What of it can be drawn: the preset stands in for the rest. */
export function withoutFaults(theme: Theme): Theme {
  return themeIssues(theme).reduce((left, { path }) => {
    if (path === 'surface.light') return withSurface(left, 'light')
    if (path === 'surface.dark') return withSurface(left, 'dark')
    return withField(left, path === 'font' ? 'font' : 'accent', undefined)
  }, theme)
}
