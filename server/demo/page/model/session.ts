/** The page's state, and everything a person can do to it. */
import { computed, signal } from '@preact/signals'
import type { PlanKey } from '../../catalogue/plans.ts'
import type { Access, CardChange, Column, Member, Session, Tide } from '../../tideboard.ts'
import { api } from './api.ts'
import { forget, identify, onAction, paywall, prompt, reportUsage, used } from './brim.ts'
import { boardHref, route } from './route.ts'
import { readIdentity, remember } from './who.ts'

export const session = signal<Session | null>(null)
export const failure = signal('')
/** What the product says in its own words where Brim shows nothing. */
export const note = signal<'export' | 'trial' | 'upgraded' | null>(null)
/** The plan whose purchase is being confirmed. */
export const buying = signal<PlanKey | null>(null)

export const canExport = computed(() => session.value?.access.features.includes('export') ?? false)

const current = (): Session => {
  if (!session.value) throw new Error('Nobody is signed in')
  return session.value
}

/** Failures are the product's to tell; nothing is lost, so trying again is all there is to do. */
async function attempt(work: () => Promise<void>): Promise<void> {
  failure.value = ''
  try {
    await work()
  } catch (error) {
    failure.value = error instanceof Error ? error.message : 'That did not work'
  }
}

function apply(change: { tide?: Tide; access?: Access }): void {
  session.value = { ...current(), ...change }
}

export const start = () =>
  attempt(async () => {
    become(await api.signIn(readIdentity()))
    onAction((kind, name) => {
      if (kind === 'trial') void seeTrial()
      if (kind === 'callback' && name === 'upgrade') buying.value = 'team'
    })
  })

function become(next: Session): void {
  session.value = next
  note.value = null
  remember(next)
  identify(next)
  reportUsage(next)
}

export const switchTo = (member: Member) =>
  attempt(async () => {
    const { tide } = current()
    forget()
    become(await api.signIn({ account: tide.id, user: member.id }))
  })

export const addBoard = (name: string) =>
  attempt(async () => {
    const { tide } = current()
    apply({ tide: await api.addBoard(tide.id, name) })
    used('boards')
    reportUsage(current())
    const added = current().tide.boards.at(-1)
    if (added) location.hash = boardHref(added.id)
  })

export const addCard = (board: string, title: string, column: Column) =>
  attempt(async () => {
    apply({ tide: await api.addCard(current().tide.id, board, { title, column }) })
    used('cards')
  })

export const changeCard = (board: string, card: string, change: CardChange) =>
  attempt(async () => {
    apply({ tide: await api.changeCard(current().tide.id, { board, card }, change) })
    used(change.column ? 'moves' : 'labels')
  })

export const removeCard = (board: string, card: string) =>
  attempt(async () => {
    apply({ tide: await api.removeCard(current().tide.id, { board, card }) })
  })

export const addMember = (name: string, department: string) =>
  attempt(async () => {
    const { tide, person } = current()
    apply({ tide: await api.addMember(tide.id, { name, department, by: person.id }) })
    reportUsage(current())
    // The backend has told Brim of it by now: what is there to say?
    prompt('event:member_invited')
  })

export const choosePlan = (plan: PlanKey) =>
  attempt(async () => {
    apply(await api.choosePlan(current().tide.id, plan))
    buying.value = null
    note.value = plan === 'free' ? null : 'upgraded'
    reportUsage(current())
  })

export async function exportBoard(board: string): Promise<void> {
  note.value = null
  if (!canExport.value) {
    if (!(await paywall('export'))) note.value = 'export'
    return
  }
  used('export')
  const link = document.createElement('a')
  link.href = api.exportUrl(current().tide.id, board)
  link.download = ''
  link.click()
}

const trialTries = 20
const trialPauseMs = 250

/** Brim grants the trial when the widget has reported it, which takes a moment. */
async function seeTrial(): Promise<void> {
  await attempt(async () => {
    for (let tries = 0; tries < trialTries; tries++) {
      const access = await api.access(current().tide.id)
      if (access.trial) {
        apply({ access })
        note.value = 'trial'
        return reportUsage(current())
      }
      await new Promise((resolve) => setTimeout(resolve, trialPauseMs))
    }
  })
}

// What was said of the export belongs to the board where it was said.
route.subscribe(() => {
  if (note.peek() === 'export') note.value = null
})
