import { ownTheme } from '../theme.ts'
import { bannerCss } from './banner.ts'
import { baseCss } from './base.ts'
import { contentCss } from './content.ts'
import { dialogCss } from './dialog.ts'
import { flowCss } from './flow.ts'
import { forcedCss } from './forced.ts'
import { layerCss } from './layer.ts'
import { sheetOf } from './sheet.ts'

/** What a screen is measured by; in a preview, the frame that stands for one. */
export type Screen = '@media' | '@container'

export const lookCss = (screen: Screen): string =>
  baseCss + ownTheme + contentCss + dialogCss(screen) + layerCss + flowCss + bannerCss + forcedCss

/** The look of all formats: parsed with the module and shared by every prompt. */
export const lookSheet = sheetOf(lookCss('@media'))
