/** What stands in a card: words, picture, usage, comparison, countdown. */
export const contentCss = `
h2,p,ul{margin:0;padding:0}
h2{padding-inline-end:28px;font-size:15px;line-height:22px;font-weight:620;letter-spacing:-.008em;text-wrap:balance}
p{margin-top:2px;color:var(--_ink-soft);white-space:pre-line;text-wrap:pretty}
strong{font-weight:620;color:var(--_ink)}
ul{list-style:none;display:grid;gap:8px;margin-top:10px;color:var(--_ink-soft)}
li{display:grid;grid-template-columns:16px 1fr;gap:10px}
svg{display:block}
li svg,td svg,.countdown svg{width:16px;height:21px}
li svg,td svg{color:var(--_accent)}
a{color:var(--_accent);text-underline-offset:2px;text-decoration-thickness:1px;border-radius:2px}
.icon,img{width:36px;height:36px;border-radius:calc(var(--_radius)*.7)}
.icon{display:grid;place-items:center;color:var(--_accent);background:color-mix(in srgb,var(--_accent) 11%,var(--_surface))}
img{object-fit:cover;background:var(--_hover)}
.usage{display:grid;gap:6px;margin-top:10px;font-size:13px;line-height:20px;color:var(--_ink-soft);font-variant-numeric:tabular-nums}
progress{appearance:none;width:100%;height:6px;border:0;border-radius:3px;overflow:hidden;background:var(--_line);color:var(--_accent)}
progress::-webkit-progress-bar{background:none}
progress::-webkit-progress-value{background:var(--_accent);border-radius:3px}
progress::-moz-progress-bar{background:var(--_accent);border-radius:3px}
table{width:100%;margin-top:14px;border-collapse:collapse;font-size:13px;line-height:20px}
th,td{padding-block:7px;padding-inline:12px 0;text-align:center;font-weight:400;vertical-align:top;color:var(--_ink-soft)}
th[scope=row]{padding-inline-start:0;text-align:start}
tbody th,tbody td{border-top:1px solid var(--_line)}
thead th{font-weight:560;color:var(--_ink-quiet)}
tr>:last-child{color:var(--_ink)}
thead>tr>:last-child{color:var(--_accent)}
td svg{margin-inline:auto}
.countdown{display:flex;gap:8px;margin-top:12px;font-size:13px;color:var(--_ink-soft);font-variant-numeric:tabular-nums}
`
