/** Where the reader's own colours are forced: edges, and a bar that can be told from its ground. */
export const forcedCss = `
@media (forced-colors:active){.card,.button{border:1px solid CanvasText}progress{forced-color-adjust:none;height:10px;border:1px solid CanvasText;--_line:Canvas;--_accent:CanvasText}.primary{forced-color-adjust:none;color:HighlightText;background:Highlight;border-color:Highlight}.icon{border:1px solid}}
`
