/** What stands in the flow of the page: cards, meters, and banners of a container. */
export const flowCss = `
.inline h2{font-size:16px}
.flow p{max-inline-size:62ch}
.meter .icon{display:none}
.meter .icon~:is(.text,.foot),.meter img~.foot{grid-column:1/-1}
.inline img{inline-size:200px;block-size:auto;aspect-ratio:16/9}
@container (width<560px){
.inline :is(.text,.foot,img){grid-column:1/-1}
.inline .icon{margin-block-end:14px}
.inline img{inline-size:calc(100% + 40px);margin:-20px -20px 16px;border-radius:0}
.inline h2{padding:0}
}
`
