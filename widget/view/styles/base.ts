/**
 * What all formats share. Sizes are px: the host's root font size is not ours to trust. What answers
 * a click is there at once, for a move costs its first frame; what comes by itself rises. Japanese has
 * no spaces: it breaks between phrases where a browser knows them, and nowhere before a small kana. Korean
 * has spaces, and breaks at them alone; some browsers know that by `auto-phrase`. The fonts that fill in
 * for ours in the East have nothing between regular and 600.
 *
 * For half a second a card lets pointers through to the box around it, where a click means nothing:
 * nobody has read it yet, and a click that comes was on its way before, as the second of a double click.
 * All of it is the delay of an animation without length, for one that runs costs every frame.
 */
export const baseCss = `
:host{all:initial!important;display:contents!important}
*{box-sizing:border-box}
.frame{display:contents;font:400 14px/21px var(--_font);color:var(--_ink);text-align:start;-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%;--_hover:color-mix(in srgb,var(--_ink) 6%,transparent)}
.box{margin:0;padding:0;border:0;max-width:none;background:none;color:inherit;overflow:auto;overscroll-behavior:contain;border-radius:var(--_round,var(--_radius));container-type:inline-size}
.card{position:relative;display:grid;grid-template-columns:auto 1fr;column-gap:14px;padding:20px;background:var(--_surface);border:1px solid var(--_line);border-radius:inherit;overflow-wrap:anywhere;line-break:strict;word-break:auto-phrase;animation:deaf 0s .5s backwards}
.card:lang(ko){word-break:keep-all}
.foot{grid-column:2;display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:10px 20px;margin-top:14px}
.actions{display:flex;flex-wrap:wrap;gap:8px}
button{font:inherit;color:inherit;letter-spacing:inherit;cursor:pointer;background:none;border:0;margin:0;padding:0}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:36px;padding:7px 14px;border:1px solid transparent;border-radius:calc(var(--_radius)*.65);font-weight:560;line-height:20px;text-align:center;text-decoration:none}
:is(.button,thead th):is(:lang(ja),:lang(ko),:lang(zh)){font-weight:600}
.primary{color:var(--_on-accent);background:var(--_accent)}
.button strong{color:inherit}
.primary:hover{background:color-mix(in srgb,var(--_accent) 88%,var(--_ink))}
.secondary{color:var(--_ink);border-color:var(--_line-strong)}
.ghost{color:var(--_ink-soft)}
.secondary:hover,.ghost:hover,.close:hover{color:var(--_ink);background-image:linear-gradient(var(--_hover),var(--_hover))}
.button:active{transform:translateY(.5px)}
.wishes{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:13px;line-height:20px;color:var(--_ink-quiet)}
.wishes button{min-height:24px;padding:2px 0;border-radius:4px}
.wishes button:hover{color:var(--_ink);text-decoration:underline;text-underline-offset:3px;text-decoration-thickness:1px}
.close{position:absolute;top:10px;inset-inline-end:10px;display:grid;place-items:center;width:32px;height:32px;border-radius:8px;color:var(--_ink-quiet);background-color:var(--_surface)}
.close svg{width:16px}
:focus-visible{outline:2px solid var(--_accent);outline-offset:2px}
h2:focus{outline:none}
.heard{position:absolute;top:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.frame>.heard{position:fixed}
@container (width<460px){.actions,.button{flex:1 0 auto;max-width:100%}}
@keyframes deaf{from{pointer-events:none}}
@keyframes rise{from{transform:translateY(8px)}}
@media (prefers-reduced-motion:no-preference){.button,.close{transition:background-color .12s,color .12s}.sheet,.edge,.toast{animation:rise .16s cubic-bezier(.2,0,0,1)}}
`
