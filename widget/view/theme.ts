/**
 * Tokens. The host page overrides each by setting `--brim-<name>` on any ancestor, and
 * `--brim-color-scheme` to `light` or `dark` where its own look does not follow the system.
 */
import type { ThemeTokens } from '../../shared/theme/theme.ts'

type Look = Omit<ThemeTokens, 'scheme'> & { scheme?: string | undefined }

/** Brim's own. */
const own: Look = {
  scheme: 'light dark',
  colors: {
    surface: ['#fff', '#1b1f20'],
    ink: ['#171a1b', '#f1efea'],
    'ink-soft': ['#4c5457', '#b6bdbe'],
    'ink-quiet': ['#646c6f', '#99a2a4'],
    line: ['#e6e4df', '#343b3d'],
    'line-strong': ['#cfccc5', '#4b5456'],
    accent: ['#0b6867', '#5cc7bd'],
    'on-accent': ['#fff', '#06201e'],
    shadow: ['rgb(30 28 22/.2)', 'rgb(0 0 0/.6)'],
    scrim: ['rgb(24 26 27/.44)', 'rgb(0 0 0/.62)'],
  },
  radius: 14,
  font: 'ui-sans-serif,system-ui,-apple-system,"Segoe UI Variable Text","Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif',
}

/** Browsers without `light-dark()` get the light theme. */
export function themeCss({ colors = {}, radius, font, scheme }: Look): string {
  const set = (name: string, value: string | undefined, property = `--_${name}`) =>
    value ? `${property}:var(--brim-${name},${value});` : ''
  const each = (of: (pair: [light: string, dark: string]) => string) =>
    Object.entries(colors)
      .map(([name, pair]) => set(name, of(pair)))
      .join('')
  return `.frame{${set('color-scheme', scheme, 'color-scheme')}${set('font', font)}${set(
    'radius',
    radius === undefined ? radius : `${radius}px`,
  )}${each(([light]) => light)}}@supports (color:light-dark(red,red)){.frame{${each(
    (pair) => `light-dark(${pair.join()})`,
  )}}}`
}

export const ownTheme = themeCss(own)
