/** What stands in the flow of the page: cards, meters, and banners of a container. */
export const flowCss = `
.inline h2{font-size:16px}
.flow p{max-width:62ch}
.meter .icon{display:none}
.meter .icon~:is(.text,.foot),.meter img~.foot{grid-column:1/-1}
.inline img{width:200px;height:auto;aspect-ratio:16/9}
@container (width<560px){
.inline :is(.text,.foot,img){grid-column:1/-1}
.inline .icon{margin-bottom:14px}
.inline img{width:calc(100% + 40px);margin:-20px -20px 16px;border-radius:0}
.inline h2{padding:0}
}
`
