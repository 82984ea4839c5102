/** Light, dark, or as the system has it. Kept in this browser. */
import { createModel, effect, signal } from '@preact/signals'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
const name = 'brim.theme'

export const ThemeModel = createModel((storage: Storage, root: HTMLElement) => {
  const stored = themes.find((one) => one === storage.getItem(name))
  const theme = signal<Theme>(stored ?? 'system')
  effect(() => {
    if (theme.value === 'system') delete root.dataset.theme
    else root.dataset.theme = theme.value
  })
  return {
    theme,
    choose(next: Theme) {
      theme.value = next
      storage.setItem(name, next)
    },
  }
})
