/**
 * How prompts look. A workspace sets a theme: a preset, and what it wants otherwise. From it come the
 * tokens that a prompt carries; a host page may override each as `--brim-<token>`.
 */
import { z } from 'zod'

export const themePresets = ['brim', 'neutral', 'vivid', 'soft', 'sharp', 'ink'] as const
export const themePreset = z.enum(themePresets)
export type ThemePreset = z.infer<typeof themePreset>

const color = z.string().regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'A colour such as "#0b6867"')
const radius = z.number().int().min(0).max(32)
/** Families as CSS lists them. Nothing is loaded: the page's own fonts, or the system's. */
const font = z
  .string()
  .max(200)
  .regex(/^[\w\s,"'-]+$/, 'Font families such as "Inter, sans-serif"')

/** What a workspace sets. All colours that are absent are made to fit those that are there. */
export const theme = z.strictObject({
  preset: themePreset,
  /** Of the first button, and of what stands out. */
  accent: color.optional(),
  /** Of the card: for pages in the light, and in the dark. */
  surface: z.strictObject({ light: color.optional(), dark: color.optional() }).optional(),
  /** Of the corners, in CSS pixels. */
  radius: radius.optional(),
  font: font.optional(),
  /** Absent: as the reader's system has it. */
  scheme: z.enum(['light', 'dark']).optional(),
})
export type Theme = z.infer<typeof theme>

/** Colours by what they are for, each `[in the light, in the dark]`, as CSS has them. */
export const colorTokens = [
  'surface',
  'ink',
  'ink-soft',
  'ink-quiet',
  'line',
  'line-strong',
  'accent',
  'on-accent',
  'shadow',
  'scrim',
] as const
export type ColorToken = (typeof colorTokens)[number]

/** In the document of the API a list has `items`, also where each place has its own. */
const pair = z
  .tuple([z.string(), z.string()])
  .meta({ items: { type: 'string' }, minItems: 2, maxItems: 2 })

export const themeTokens = z.object({
  colors: z.partialRecord(z.enum(colorTokens), pair).optional(),
  radius: z.number().optional(),
  font: z.string().optional(),
  scheme: z.enum(['light', 'dark']).optional(),
})
export type ThemeTokens = z.infer<typeof themeTokens>
