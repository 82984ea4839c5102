/**
 * Tokens. The host page overrides each by setting `--brim-<name>` on any ancestor, and
 * `--brim-color-scheme` to `light` or `dark` where its own look does not follow the system.
 */
const colors = {
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
} as const

const sans =
  'ui-sans-serif,system-ui,-apple-system,"Segoe UI Variable Text","Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif'

const tokens = (value: (light: string, dark: string) => string) =>
  Object.entries(colors)
    .map(([name, [light, dark]]) => `--_${name}:var(--brim-${name},${value(light, dark)});`)
    .join('')

/** Browsers without `light-dark()` get the light theme. */
export const themeCss = `.frame{
color-scheme:var(--brim-color-scheme,light dark);
--_font:var(--brim-font,${sans});
--_radius:var(--brim-radius,14px);
${tokens((light) => light)}
}
.frame[data-theme=light]{color-scheme:light}
.frame[data-theme=dark]{color-scheme:dark}
@supports (color:light-dark(red,red)){.frame{${tokens((light, dark) => `light-dark(${light},${dark})`)}}}`
