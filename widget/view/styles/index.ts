/** The look of all formats: one sheet, parsed with the module and shared by every prompt. */
import { ownTheme } from '../theme.ts'
import { bannerCss } from './banner.ts'
import { baseCss } from './base.ts'
import { contentCss } from './content.ts'
import { dialogCss } from './dialog.ts'
import { flowCss } from './flow.ts'
import { layerCss } from './layer.ts'
import { sheetOf } from './sheet.ts'

export const lookSheet = sheetOf(
  baseCss + ownTheme + contentCss + dialogCss + layerCss + flowCss + bannerCss,
)
