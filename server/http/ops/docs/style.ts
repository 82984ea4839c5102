/** Styles of the docs page, served as a file so that the page's policy allows no inline ones. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fdfcfa, #14171a);
  --raised: light-dark(#f4f1ec, #1c2024);
  --ink: light-dark(#1d2226, #e8e6e1);
  --soft: light-dark(#5b646b, #a2a9ae);
  --line: light-dark(#e2ddd5, #30363b);
  --accent: light-dark(#0b6e63, #4fc7b5);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace;
}
* { box-sizing: border-box }
html { scroll-padding-top: 1.5rem }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  display: grid; grid-template-columns: 18rem minmax(0, 1fr);
}
a { color: var(--accent); text-underline-offset: 0.2em }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; inset-inline-start: -100vw }
.skip:focus { inset-inline-start: 1rem; top: 1rem; background: var(--ground); padding: 0.5rem 1rem; z-index: 1 }
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem;
  border-inline-end: 1px solid var(--line); background: var(--raised); font-size: 0.875rem;
}
nav h2 { margin: 1.5rem 0 0.25rem; font-size: 0.75rem; letter-spacing: 0.02em; color: var(--soft); font-weight: 600 }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0; min-height: 1.5rem; color: inherit; text-decoration: none }
nav li a:hover { color: var(--accent) }
.brand { margin: 0 0 1rem; font-size: 1.25rem; font-weight: 700 }
.brand a { color: inherit; text-decoration: none }
.brand span { color: var(--accent) }
main { padding: 2.5rem clamp(1rem, 4vw, 4rem) 6rem; max-width: 84rem; min-width: 0 }
h1 { font-size: 2.25rem; line-height: 1.2; margin: 0 0 1rem }
h2 { font-size: 1.5rem; margin: 3.5rem 0 0.5rem; line-height: 1.3 }
h3 { font-size: 1.125rem; margin: 0 0 0.25rem }
h4 { font-size: 0.8125rem; color: var(--soft); margin: 1.25rem 0 0.25rem }
p { max-width: 68ch; margin: 0.5rem 0 }
.lead { font-size: 1.125rem }
article { padding: 1.5rem 0; border-top: 1px solid var(--line) }
code, pre { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; overflow-x: auto; line-height: 1.5; margin: 0.5rem 0 }
pre code { font-size: 0.8125rem; white-space: pre; overflow-wrap: normal }
.verb { font: 600 0.6875rem/1 var(--mono); text-transform: uppercase; min-width: 2.25rem; color: var(--accent) }
.verb.put { color: light-dark(#8a5a00, #e0b050) }
.verb.post { color: light-dark(#3455b4, #8faaf5) }
.line .verb { font-size: 0.8125rem; margin-inline-end: 0.5rem }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 28rem); gap: 2.5rem; align-items: start }
.example { position: sticky; top: 1rem }
.parts { list-style: none; margin: 0.25rem 0; padding: 0 }
.parts .parts { margin-inline-start: 0.5rem; padding-inline-start: 1rem; border-inline-start: 1px solid var(--line) }
.parts li { padding: 0.25rem 0; font-size: 0.9375rem }
.parts p { margin: 0; color: var(--soft); font-size: 0.875rem }
details { margin: 0.25rem 0 }
summary { cursor: pointer; color: var(--soft); font-size: 0.875rem; padding: 0.25rem 0 }
summary:focus-visible { outline: 2px solid var(--accent) }
.form { border-inline-start: 2px solid var(--line); padding-inline-start: 0.75rem; margin: 0.5rem 0 }
.name { font-weight: 600 }
.type, .limits { color: var(--soft); font-size: 0.875rem; font-weight: 400 }
.needed { font-size: 0.75rem; color: light-dark(#a33a12, #f0956d) }
.faults { margin: 0.25rem 0; padding-inline-start: 1.25rem; font-size: 0.9375rem }
.codes code { display: inline-block; padding: 0 0.5rem; margin: 0.125rem 0; border: 1px solid var(--line); border-radius: 1rem }
@media (max-width: 70rem) { .columns { grid-template-columns: minmax(0, 1fr); gap: 0 } .example { position: static } }
@media (max-width: 48rem) {
  body { display: block }
  nav { position: static; height: auto; max-height: 40vh; border-inline-end: 0; border-bottom: 1px solid var(--line) }
}
`
