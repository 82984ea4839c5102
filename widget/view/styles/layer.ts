/** What stands above the page and leaves it be: toast, popover, and banners of the screen. */
export const layerCss = `
.layer{position:fixed;z-index:2147483647;inset:auto;max-height:calc(100% - 32px);box-shadow:0 1px 3px var(--_shadow),0 16px 44px -14px var(--_shadow)}
.toast{bottom:max(16px,env(safe-area-inset-bottom));inset-inline-end:16px}
.popover{inset:0 auto auto 0;max-height:calc(100% - 16px)}
.toast,.popover{width:min(376px,100% - 32px)}
:is(.toast,.popover) .card{column-gap:12px;padding:16px}
:is(.toast,.popover) .foot{grid-column:1/-1}
`
