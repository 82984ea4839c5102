/** Keeps what would be in the top layer inside of the preview's frame. */
import { sheetOf } from './sheet.ts'

export const previewSheet = sheetOf(`
:host{display:block!important;position:absolute!important;inset:0!important;overflow:auto!important}
.frame{display:flex;flex-direction:column;min-block-size:100%}
.frame:has(dialog){background:var(--_scrim)}
dialog{display:block;position:static;animation:none}
.layer{display:block;position:absolute;z-index:auto;animation:none}
.popover{inset:24px 0 auto;margin-inline:auto}
.flow{margin:16px}
`)
