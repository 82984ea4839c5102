/** The look that all formats share. Sizes are px: the host's root font size is not ours to trust. */
import { themeCss } from '../theme.ts'
import { lazySheet } from './sheet.ts'

export const baseSheet = lazySheet(`
:host{all:initial!important;display:contents!important}
*,::before,::after{box-sizing:border-box}
.frame{font:400 14px/1.5 var(--_font);color:var(--_ink);text-align:start;-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%}
${themeCss}
.card{position:relative;display:grid;color:var(--_ink);background:var(--_surface);border:1px solid var(--_line);border-radius:var(--_radius);overflow-wrap:anywhere}
h2,p,ul{margin:0;padding:0}
h2{font-size:15px;line-height:22px;font-weight:620;letter-spacing:-.008em;text-wrap:balance;hyphens:auto;hyphenate-limit-chars:14 6 4}
h2:focus{outline:none}
p{color:var(--_ink-soft);white-space:pre-line;text-wrap:pretty}
strong{font-weight:620;color:var(--_ink)}
ul{list-style:none;display:grid;gap:8px;color:var(--_ink-soft)}
li{display:grid;grid-template-columns:16px 1fr;gap:10px}
li svg{margin-block-start:3px;color:var(--_accent)}
p a,li a,h2 a{color:var(--_accent);text-underline-offset:2px;text-decoration-thickness:1px;border-radius:2px}
.icon{display:grid;place-items:center;inline-size:36px;block-size:36px;border-radius:10px;color:var(--_accent);background:color-mix(in srgb,var(--_accent) 11%,var(--_surface))}
.foot{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:12px 20px}
.actions{display:flex;flex-wrap:wrap;gap:8px}
button{font:inherit;color:inherit;letter-spacing:inherit;cursor:pointer;background:none;border:0;margin:0;padding:0}
.button{display:inline-flex;align-items:center;justify-content:center;min-block-size:36px;padding:7px 14px;border:1px solid transparent;border-radius:9px;font-weight:560;line-height:20px;text-align:center;text-decoration:none;cursor:pointer}
.primary{color:var(--_on-accent);background:var(--_accent);box-shadow:0 1px 1px rgb(0 0 0/.08)}
.primary strong,.secondary strong{color:inherit}
.primary:hover{background:color-mix(in srgb,var(--_accent) 88%,var(--_ink))}
.secondary{color:var(--_ink);border-color:var(--_line-strong)}
.ghost{color:var(--_ink-soft)}
.secondary:hover,.ghost:hover,.close:hover{color:var(--_ink);background:color-mix(in srgb,var(--_ink) 6%,transparent)}
.button:active{transform:translateY(.5px)}
.wishes{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:13px;line-height:20px;color:var(--_ink-quiet)}
.wishes button{min-block-size:24px;padding:2px 0;border-radius:4px}
.wishes button:hover{color:var(--_ink);text-decoration:underline;text-underline-offset:3px;text-decoration-thickness:1px}
.close{position:absolute;inset-block-start:10px;inset-inline-end:10px;display:grid;place-items:center;inline-size:32px;block-size:32px;border-radius:8px;color:var(--_ink-quiet)}
:focus-visible{outline:2px solid var(--_accent);outline-offset:2px}
.heard{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){.card,.button{border-color:CanvasText}.primary{forced-color-adjust:none;color:HighlightText;background:Highlight;border-color:Highlight}.icon{border:1px solid}}
@keyframes rise{from{transform:translateY(6px)}}
@media (prefers-reduced-motion:no-preference){.button,.close{transition:background-color .12s,color .12s}.dialog,.banner{animation:rise .15s cubic-bezier(.2,0,0,1)}}
`)
