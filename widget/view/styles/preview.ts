/** Keeps what would be in the top layer inside of the preview's frame. */
import { lookCss } from './index.ts'
import { sheetOf } from './sheet.ts'

export const previewSheet = sheetOf(`${lookCss('@container')}
:host{display:block!important;position:absolute!important;inset:0!important;overflow:auto!important}
.frame{display:flex;flex-direction:column;height:100%;container-type:inline-size}
.frame:has(dialog){background:var(--_scrim)}
dialog{display:block;position:static}
.layer{display:block;position:absolute;z-index:auto}
:is(dialog,.layer){animation:none!important}
.popover{inset:24px 0 auto;margin-inline:auto}
.flow{flex:none;margin:16px}
`)
