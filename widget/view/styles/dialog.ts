import type { Screen } from './index.ts'

/** The modal, and the sheet: at the foot of a phone, at the side of a wide screen. */
export const dialogCss = (screen: Screen) => `
dialog{--_round:calc(var(--_radius) + 4px);box-shadow:0 1px 3px var(--_shadow),0 28px 72px -20px var(--_shadow)}
dialog::backdrop{background:var(--_scrim)}
.modal{margin:auto;width:min(448px,100% - 32px);max-height:calc(100% - 32px)}
.sheet{margin:auto 0 0;width:100%;max-height:calc(100% - 40px);border-end-start-radius:0;border-end-end-radius:0}
dialog .card{--_edge:28px;--_out:calc(-1*var(--_edge));grid-template-columns:minmax(0,1fr);align-content:start;padding:var(--_edge) var(--_edge) 14px}
.sheet .card{border-width:0;min-height:100%;grid-template-rows:auto 1fr;padding-bottom:max(14px,env(safe-area-inset-bottom))}
dialog .icon{width:40px;height:40px;margin-bottom:18px}
dialog :is(.icon,img,.close){grid-area:1/1}
dialog img{width:calc(100% - 2*var(--_out));height:auto;aspect-ratio:16/9;max-height:34vh;margin:var(--_out) var(--_out) 24px;border-radius:0}
dialog h2{padding:0;font-size:20px;line-height:27px;letter-spacing:-.014em}
dialog p{margin-top:8px;font-size:15px;line-height:23px}
dialog :is(ul,.usage,.countdown){margin-top:16px}
dialog .foot{grid-column:1;display:grid;justify-content:stretch;margin-top:24px}
dialog .button{flex:1 0 auto;max-width:100%;min-height:40px;padding:9px 16px}
dialog .wishes{justify-content:space-between;padding-top:10px;border-top:1px solid var(--_line)}
dialog .close{position:sticky;z-index:1;place-self:start end;margin:-14px -14px 0}
@media (height>=480px){.sheet .foot{position:sticky;bottom:0;margin:12px var(--_out) -14px;padding:12px var(--_edge) 14px;background:var(--_surface)}}
${screen} (width>=640px){.sheet{margin-block:12px;margin-inline:auto 12px;width:420px;height:calc(100% - 24px);max-height:none;border-radius:var(--_round)}}
@container (width<400px){
dialog .card{--_edge:20px}
dialog .close{margin:-10px -10px 0}
dialog .actions{flex-direction:column}
dialog h2{hyphens:auto;hyphenate-limit-chars:14 6 4}
}
`
