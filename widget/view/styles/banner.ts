import { lazySheet } from './sheet.ts'

export const bannerSheet = lazySheet(`
.banner{position:fixed;z-index:2147483647;inset:auto 0 max(20px,env(safe-area-inset-bottom));margin:0 auto;padding:0;border:0;inline-size:min(660px,calc(100% - 32px));max-block-size:calc(100% - 40px);background:none;color:inherit;overflow:auto;border-radius:var(--_radius);box-shadow:0 1px 3px var(--_shadow),0 16px 44px -14px var(--_shadow);container-type:inline-size}
.card{grid-template-columns:auto 1fr;column-gap:14px;padding:16px}
.text{padding-inline-end:28px}
.foot{grid-column:2;margin-block-start:12px}
p{margin-block-start:2px;line-height:21px}
ul{margin-block-start:8px}
@container (width<460px){.icon{display:none}.text,.foot{grid-column:1/-1}}
`)
