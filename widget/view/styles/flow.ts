/** What stands in the flow of the page: cards, meters, and banners of a container. */
export const flowCss = `
.inline h2{font-size:16px}
.flow p{max-inline-size:62ch}
.meter .icon{display:none}
.meter .text,.meter .foot{grid-column:1/-1}
@container (width<460px){.flow .icon{margin-block-end:12px}.flow :is(.text,.foot){grid-column:1/-1}}
`
