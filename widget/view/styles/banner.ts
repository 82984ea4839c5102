/** Banners: a bar where there is room, a card where there is not. */
export const bannerCss = `
.banner .card{padding:14px 16px}
.edge{inset-inline:0;margin-inline:auto;inset-block-end:max(16px,env(safe-area-inset-bottom));inline-size:min(720px,100% - 32px)}
.top{inset-block:max(16px,env(safe-area-inset-top)) auto}
@container (width<460px){.banner .icon{display:none}.banner :is(.text,.foot){grid-column:1/-1}}
`
