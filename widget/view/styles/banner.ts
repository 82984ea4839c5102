/** Banners: a bar where there is room, a card where there is not. */
export const bannerCss = `
.banner .card{padding:14px 16px}
.edge{inset-inline:0;margin-inline:auto;bottom:max(16px,env(safe-area-inset-bottom));width:min(760px,100% - 32px)}
.top{inset-block:max(16px,env(safe-area-inset-top)) auto}
@container (width>=720px){
.banner .card{grid-template-columns:auto minmax(50%,1fr) auto;align-items:center;padding-inline-end:56px}
.banner h2{padding:0}
.banner .foot{grid-column:3;display:grid;gap:4px;margin:0}
.banner :is(.icon,img){align-self:start}
.banner :is(.actions,.wishes){justify-content:end}
}
@container (width<460px){.banner .icon{display:none}.banner .icon~:is(.text,.foot),.banner img~.foot{grid-column:1/-1}}
`
