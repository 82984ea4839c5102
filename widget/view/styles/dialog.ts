/** The modal, and the sheet: at the foot of a phone, at the side of a wide screen. */
export const dialogCss = `
dialog{--_round:calc(var(--_radius) + 4px);box-shadow:0 1px 3px var(--_shadow),0 28px 72px -20px var(--_shadow)}
dialog::backdrop{background:var(--_scrim)}
.modal{margin:auto;inline-size:min(448px,100% - 32px);max-block-size:calc(100% - 32px)}
.sheet{margin:auto 0 0;inline-size:100%;max-block-size:calc(100% - 40px);border-end-start-radius:0;border-end-end-radius:0}
.sheet .card{border-radius:inherit;border-width:0;padding-block-end:max(14px,env(safe-area-inset-bottom))}
dialog .card{grid-template-columns:minmax(0,1fr);align-content:start;padding:28px 28px 14px}
dialog .icon{inline-size:40px;block-size:40px;margin-block-end:18px}
dialog :is(.icon,img,.close){grid-area:1/1}
dialog .text{padding:0}
dialog h2{font-size:20px;line-height:27px;letter-spacing:-.014em}
dialog p{margin-block-start:8px;font-size:15px;line-height:23px}
dialog ul{margin-block-start:16px}
dialog .usage,dialog .countdown{margin-block-start:16px}
dialog .foot{grid-column:1;display:grid;margin-block-start:24px}
dialog .button{min-block-size:40px;padding:9px 16px}
dialog .wishes{padding-block-start:10px;border-block-start:1px solid var(--_line)}
dialog .close{position:sticky;z-index:1;place-self:start end;margin:-14px -14px 0;background-color:var(--_surface)}
dialog img{inline-size:calc(100% + 56px);block-size:auto;aspect-ratio:16/9;margin:-28px -28px 24px;border-radius:0}
@media (width>=640px){
.sheet{margin:12px 12px 12px auto;margin-block:12px;margin-inline:auto 12px;inline-size:420px;block-size:calc(100% - 24px);max-block-size:none;border-radius:var(--_round)}
.sheet .card{min-block-size:100%;grid-template-rows:auto 1fr}
}
@container (width<400px){
dialog .card{padding:22px 20px 12px}
dialog .close{margin:-10px -10px 0}
dialog img{inline-size:calc(100% + 40px);margin:-22px -20px 20px}
dialog .actions{flex-direction:column}
dialog .wishes{justify-content:center}
}
`
