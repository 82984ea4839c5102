import { lazySheet } from './sheet.ts'

export const inlineSheet = lazySheet(`
:host{display:block!important}
.inline{container-type:inline-size}
.card{grid-template-columns:auto 1fr;column-gap:14px;padding:20px}
.text{padding-inline-end:28px}
.foot{grid-column:2;margin-block-start:16px}
h2{font-size:16px}
p{margin-block-start:3px;line-height:21px;max-inline-size:62ch}
ul{margin-block-start:12px}
@container (width<460px){.card{padding:16px}.icon{margin-block-end:12px}.text,.foot{grid-column:1/-1}}
`)
