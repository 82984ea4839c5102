/**
 * Shows a draft on the page of its own site, drawn by what ships. It passes the core by, which would
 * report what is shown and clicked: of a preview nothing is told, and nothing it offers is done.
 *
 * It is part of the debug panel's file, which pages load that are being built and nobody else: the core
 * carries nothing of it, and no other file has to be found.
 */
import { createElement, render } from 'preact'
import type { Config } from '../../core/config.ts'
import type { Answer } from '../../view/model.ts'
import { type Mounted, mount } from '../../view/mount.ts'
import type { Inside } from '../inside.ts'
import { panelSheet } from '../style.ts'
import { askDraft, type Draft } from './ask-draft.ts'
import { Bar } from './Bar.tsx'
import { readLink } from './link.ts'
import { lackOf, placeOf } from './place-of.ts'

export type Preview = { start(): void }

const everyMs = 1_000

const barCss = `:host{inset:auto auto 0 0!important}
.bar{display:flex;align-items:center;gap:10px;max-inline-size:calc(100vw - 24px);margin:0 0 12px 12px;padding:10px 12px 10px 16px;font:400 13px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:14px;box-shadow:0 12px 48px rgb(20 18 12/.24)}
.bar p{min-inline-size:0;overflow-wrap:anywhere}
.bar button{flex:none}
@media (max-width:480px){.bar{flex-wrap:wrap}}`

/** “Start the trial”, or that it was put away. */
function chosenIn(answer: Answer): string {
  if (answer.outcome !== 'clicked') return 'Closed'
  const [target] = answer.event.composedPath()
  return `“${(target as Element).textContent}”`
}

/** Nothing where no draft is to be shown in this tab. */
export function createPreview(config: Config, peek: () => Inside): Preview | undefined {
  const link = readLink(config.key)
  if (!link) return undefined
  const element = document.createElement('brim-preview')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(barCss)
  root.adoptedStyleSheets = [panelSheet(), sheet]
  let draft: Draft | undefined
  let said: string | undefined
  let mounted: Mounted | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let asked = ''

  const isThere = () => mounted?.isThere() ?? false
  const close = () => {
    mounted?.close()
    mounted = undefined
  }

  function draw() {
    const answer = draft?.kind === 'drawn' ? draft.answer : undefined
    const failure = draft?.kind === 'failed' ? draft.message : undefined
    render(
      createElement(Bar, {
        name: answer?.name,
        said: failure ?? said,
        canShow: answer !== undefined && !isThere(),
        onShow: show,
        onEnd: end,
      }),
      root,
    )
  }

  function show() {
    close()
    if (draft?.kind !== 'drawn') return draw()
    const { prompt } = draft.answer
    const anchor = placeOf(prompt)
    said = lackOf(prompt, anchor)
    if (!said) {
      mounted = mount(prompt, {
        anchor,
        now: () => Date.now(),
        onAnswer(answer) {
          // Nobody leaves, and nothing begins.
          if (answer.outcome === 'clicked') answer.event.preventDefault()
          said = `${chosenIn(answer)}: in a preview nothing comes of it`
          setTimeout(() => {
            close()
            draw()
          })
        },
        onEnd: () => {
          close()
          draw()
        },
      })
    }
    draw()
  }

  /** Anew when somebody else is here, or another page is. */
  async function look() {
    const inside = peek()
    const [{ page }, who] = inside
    const about = JSON.stringify([page, who?.user.id, who?.account?.id])
    if (about === asked) return draw()
    asked = about
    draft = await askDraft(config.api, inside, link?.code ?? '')
    if (about === asked && timer) show()
  }

  function end() {
    link?.end()
    clearInterval(timer)
    timer = undefined
    close()
    render(null, root)
    element.remove()
  }

  return {
    start() {
      document.documentElement.append(element)
      timer = setInterval(look, everyMs)
      void look()
    },
  }
}
