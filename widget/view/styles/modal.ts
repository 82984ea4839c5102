import { lazySheet } from './sheet.ts'

export const modalSheet = lazySheet(`
.dialog{margin:auto;padding:0;border:0;inline-size:min(448px,calc(100% - 32px));max-inline-size:none;max-block-size:calc(100% - 32px);background:none;color:inherit;overflow:auto;overscroll-behavior:contain;border-radius:calc(var(--_radius) + 4px);box-shadow:0 1px 3px var(--_shadow),0 28px 72px -20px var(--_shadow);container-type:inline-size}
.dialog::backdrop{background:var(--_scrim)}
.card{padding:28px 28px 14px;border-radius:calc(var(--_radius) + 4px)}
.icon{inline-size:40px;block-size:40px;border-radius:11px;margin-block-end:18px}
h2{font-size:20px;line-height:27px;letter-spacing:-.014em}
p{margin-block-start:8px;font-size:15px;line-height:23px}
ul{margin-block-start:16px}
.foot{display:grid;justify-content:stretch;margin-block-start:24px}
.button{min-block-size:40px;padding:9px 16px;border-radius:10px}
.wishes{margin-block-start:8px;padding-block-start:12px;border-block-start:1px solid var(--_line)}
.icon{grid-area:1/1}.text{grid-area:2/1}.foot{grid-area:3/1}
.close{position:sticky;grid-area:1/1/span 3;place-self:start end;margin:-14px;margin-block-end:0;background:var(--_surface)}
.scrim{position:absolute;inset:0;display:grid;background:var(--_scrim)}
@container (width<400px){.card{padding:22px 20px 12px}.close{margin:-10px}.actions{flex-direction:column}.button{inline-size:100%}.wishes{justify-content:center}}
`)
