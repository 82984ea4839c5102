// The walker finds what is wrong: a card that is whole, and then broken in one way after another.
import type { Page } from '@playwright/test'
import { expect, test } from './frame.ts'
import { inspectIn, walkIn } from './inspector.ts'

/** Has the prompt on the page look as `css` says, over its own look. */
const breakBy = (page: Page, css: string) =>
  page.evaluate((rules) => {
    const root = document.querySelector('brim-prompt')?.shadowRoot
    if (!root) throw new Error('There is no prompt to break')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rules)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }, css)

const faults: [what: string, query: string, css: string, fault: RegExp][] = [
  ['wider than its dialog', '', '.card{inline-size:900px}', /^overflow: .* by dialog/],
  ['beside the window', '?format=toast', '.toast{inset-inline-end:-40px}', /^overflow: .* beside/],
  ['above the window', '?format=toast', '.toast{inset-block-end:790px}', /^overflow: .* above or/],
  ['wider than the page', '?format=inline', '.flow{inline-size:200vw}', /^overflow: the page is/],
  [
    'an ellipsis',
    '?content=long_copy',
    'h2{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}',
    /^clipped: h2/,
  ],
  ['a cut paragraph', '', 'p{block-size:23px;overflow:hidden}', /^clipped: p#?.* high and holds/],
  ['a word that is cut', '?content=long_words', '*{overflow-wrap:normal!important}', /^clipped: “/],
  [
    'scrolling sideways',
    '',
    '.actions{flex-wrap:nowrap!important;overflow:auto}dialog .button{flex:0 0 300px}',
    /^clipped: div.act/,
  ],
  ['buttons on each other', '', '.secondary{margin-inline-start:-60px}', /^overlap: .*button/],
  ['a button on words', '', 'dialog .foot{margin-block-start:-30px}', /^overlap: .* and “/],
  ['words on words', '', 'h2{margin-block-end:-20px}', /^overlap: “.*” and “/],
  ['a small target', '', '.close{inline-size:20px}', /^target: button\.close.* is 20 × 32 px/],
  ['a squeezed column', '', '.text{inline-size:90px}', /^squeezed: h2.* has a column of 90 px/],
  [
    'a line that begins amid a syllable',
    '?content=long_words&locale=ja',
    'h2{inline-size:1em;line-break:anywhere}',
    /^line: one begins with ォ in h2/,
  ],
  ['faint words', '', 'p{color:#8a8a8a}', /^contrast: “.* has 3\.\d\d : 1, and needs 4\.5/],
  ['faint words in the dark', '?scheme=dark', 'p{color:#666}', /^contrast: “/],
  ['words that shine through', '', 'p{color:rgb(0 0 0/.4)}', /^contrast: “/],
  ['large and still faint', '', 'h2{font-size:26px;color:#aaa}', /needs 3 : 1/],
  ['a faint sign', '', '.close{color:#ccc}', /^contrast: button\.close/],
  [
    'words on a gradient',
    '',
    '.card{background-image:linear-gradient(#fff,#eee)}',
    /^contrast: .* stands on an image/,
  ],
  ['a card half there', '', '.card{opacity:.5}', /^contrast: .* shines through/],
  ['a card that isn’t there', '', '.frame{display:none!important}', /^missing/],
]

test('it sees each of these, and nothing before the card was broken', async ({ openFrame }) => {
  const page = await openFrame()
  for (const [what, query, css, fault] of faults) {
    expect(await walkIn(page, [query], ['layout', 'color']), `${what}, still whole`).toEqual([])
    await breakBy(page, css)
    const found = await inspectIn(page)
    expect(
      found.filter((one) => fault.test(one)),
      `${what}: ${found.join('; ')}`,
    ).not.toEqual([])
  }
})

test('it says in which state it has seen a fault', async ({ openFrame }) => {
  const page = await openFrame()
  // The page around a toast grows sideways, and nothing else does.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(':root[data-format=toast] body{width:3000px}')
    document.adoptedStyleSheets = [sheet]
  })
  const found = await walkIn(page, ['', '?format=toast', '?format=popover'], ['layout'])
  expect(found).toEqual([
    { query: '?format=toast', fault: expect.stringMatching(/^overflow: the page is 3000 px/) },
  ])
})
