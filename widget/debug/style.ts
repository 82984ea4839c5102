/** The look of the panel. Sizes are px: the host's root font size is not ours to trust. */
const pairs = {
  surface: ['#fff', '#171b1c'],
  well: ['#f6f4f0', '#101314'],
  ink: ['#1a1d1e', '#eeece7'],
  soft: ['#5a6265', '#a3abad'],
  line: ['#e3dfd8', '#2b3234'],
  accent: ['#0b6867', '#5cc7bd'],
  good: ['#1c7a48', '#74c594'],
  waits: ['#b06d10', '#e9a94a'],
  bad: ['#b42a1d', '#f0816f'],
} as const
const light = Object.entries(pairs).map(([name, [value]]) => `--${name}:${value};`)
const dark = Object.entries(pairs).map(([name, [, value]]) => `--${name}:${value};`)

const css = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;z-index:2147483647!important;color-scheme:light dark;${light.join('')}}
@media (prefers-color-scheme:dark){:host{${dark.join('')}}}
*{box-sizing:border-box}
.panel,.pill{font:400 13px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:var(--ink);background:var(--surface);border:1px solid var(--line);text-align:start}
.panel{display:flex;flex-direction:column;inline-size:432px;max-block-size:min(720px,86vh);margin:0 12px 12px 0;border-radius:14px;box-shadow:0 12px 48px rgb(20 18 12/.24)}
.pill{display:flex;align-items:center;gap:8px;margin:0 12px 12px 0;padding:7px 14px 7px 12px;border-radius:99px;font-weight:600;box-shadow:0 4px 18px rgb(20 18 12/.2)}
header{display:flex;align-items:center;gap:8px;padding:10px 12px 10px 18px;border-block-end:1px solid var(--line)}
h1{flex:1;margin:0;font-size:15px;font-weight:650;letter-spacing:-.01em}
h2{display:flex;align-items:center;gap:8px;margin:0 0 8px;font-size:13px;font-weight:650}
h2 button{margin-inline-start:auto}
h3{margin:14px 0 4px;font-size:12px;font-weight:600;color:var(--soft)}
small{font-size:12px;font-weight:400;color:var(--soft)}
.body{overflow:auto;overscroll-behavior:contain;padding:14px 18px 20px;display:grid;gap:20px}
p,dl,dd,ul,ol{margin:0;padding:0;list-style:none}
.state{display:grid;grid-template-columns:8px 1fr;gap:10px;padding:10px 14px;border-radius:10px;background:var(--well);overflow-wrap:anywhere}
.state .dot{margin-block-start:6px}
.dot{flex:none;display:block;inline-size:8px;block-size:8px;border-radius:50%;background:var(--soft)}
.dot.good{background:var(--good)}.dot.waits{background:var(--waits)}.dot.bad{background:var(--bad)}
strong{font-weight:600}
.state.bad strong{color:var(--bad)}
.hint{display:block;color:var(--soft);font-size:12px}
.nearest{color:var(--accent)}
dl{display:grid;gap:3px}
dl div{display:grid;grid-template-columns:84px 1fr;gap:8px}
dt{color:var(--soft)}
dd,li{min-inline-size:0;overflow-wrap:anywhere}
code{font:12px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;color:var(--soft)}
ul{display:grid;gap:6px}
ul li{display:grid;grid-template-columns:128px 1fr;gap:8px}
button,input,textarea{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:8px}
button{min-block-size:28px;padding:3px 10px;cursor:pointer}
button:hover{background:var(--well)}
h2 button{font-weight:400;font-size:12px}
.close{inline-size:32px;padding:0;border-color:transparent;font-size:20px;line-height:1}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
h1:focus{outline:none}
.row{display:flex;gap:8px;margin-block-start:8px}
input,textarea{inline-size:100%;padding:4px 8px}
textarea{font-size:12px}
details{border-block-start:1px solid var(--line)}
details:last-of-type{border-block-end:1px solid var(--line)}
summary{display:grid;grid-template-columns:8px 1fr;gap:10px;padding:8px 0;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary .dot{margin-block-start:6px}
ol{display:grid;gap:5px;padding:0 0 12px 18px}
ol li{display:grid;grid-template-columns:14px 1fr;gap:8px}
.passed{color:var(--soft)}
.passed strong{font-weight:400}
.failed>:first-child{color:var(--bad)}
@media (max-width:480px){.panel{inline-size:100vw;margin:0;border-radius:14px 14px 0 0;max-block-size:72vh}ul li{grid-template-columns:104px 1fr}}
@media (forced-colors:active){.dot{forced-color-adjust:none}}
`

export function panelSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}
