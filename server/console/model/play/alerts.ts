/** Alerts: one's own or all, read page by page; and whether they were worth it. */
import { createModel, signal } from '@preact/signals'
import type { Alert, AlertPage, Worth } from '../../../../shared/play/alert.ts'
import type { PlayedSignals } from '../../../../shared/play/play.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResources } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

/** `search`: which of them, as the address of the API has it: `rep=ada@x.io&state=told`. */
export const AlertsModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const pages = createResources<AlertPage>((search) => api.alerts(search))
  /** What was read on, by search. */
  const older = signal<ReadonlyMap<string, AlertPage[]>>(new Map())
  /** What has just been said, before the list is read anew. */
  const said = signal<ReadonlyMap<string, Worth | null>>(new Map())
  const isLoadingOlder = signal(false)
  const played = createResources<PlayedSignals>((account) => api.playsOf(account))

  const worthNow = (alert: Alert) => said.peek().get(alert.id) ?? alert.worth
  const note = (id: string, worth: Worth | null) => {
    said.value = new Map([...said.peek(), [id, worth]])
  }
  const send = async (alert: Alert, worth: Worth): Promise<boolean> => {
    const before = worthNow(alert)
    note(alert.id, worth)
    const answer = await api.sayWorth(alert.id, worth)
    if (answer.kind === 'ok') return true
    note(alert.id, before)
    toasts.say(failureInWords(answer.failure))
    return false
  }

  return {
    played,
    older,
    said,
    isLoadingOlder,
    of: (search: string) => pages(search),
    load(search: string, freshMs = 0) {
      if (freshMs === 0) older.value = new Map([...older.peek()].filter(([one]) => one !== search))
      return pages(search).load(freshMs)
    },
    async loadOlder(search: string, before: string) {
      isLoadingOlder.value = true
      const answer = await api.alerts(`${search}&before=${before}`)
      isLoadingOlder.value = false
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      const known = older.peek().get(search) ?? []
      older.value = new Map([...older.peek(), [search, [...known, answer.value]]])
    },
    async say(alert: Alert, worth: Worth) {
      const before = worthNow(alert)
      if (before === worth || !(await send(alert, worth))) return
      const other = worth === 'yes' ? 'no' : 'yes'
      toasts.say(worth === 'yes' ? 'Noted: it was worth it' : 'Noted: it was not worth it', {
        label: before === null ? `Say ${other}` : 'Undo',
        run: () => void send(alert, before ?? other),
      })
    },
  }
})
export type Alerts = InstanceType<typeof AlertsModel>

// Read where they are shown: what a model's own functions read is followed by nobody.

/** All that was read of them so far; undefined before the first answer. */
export function alertsIn({ of, older }: Alerts, search: string): Alert[] | undefined {
  const first = of(search).data.value
  const rest = older.value.get(search) ?? []
  return first && [first, ...rest].flatMap((one) => one.alerts)
}

/** Where to read on; null where there is nothing more. */
export function nextIn({ of, older }: Alerts, search: string): string | null {
  return (older.value.get(search)?.at(-1) ?? of(search).data.value)?.before ?? null
}

export const worthOf = ({ said }: Alerts, alert: Alert) => said.value.get(alert.id) ?? alert.worth
