/** Keeps what would be in the top layer inside of the preview's frame. */
import { lazySheet } from './sheet.ts'

export const previewSheet = lazySheet(`
:host{display:block!important;position:absolute!important;inset:0!important;overflow:auto!important}
.frame{display:flex;flex-direction:column;min-block-size:100%}
.scrim{position:relative;flex:1;padding-block:16px}
.dialog{max-block-size:none}
.banner{position:absolute;z-index:auto}
.inline{padding:16px}
.dialog,.banner{animation:none}
`)
