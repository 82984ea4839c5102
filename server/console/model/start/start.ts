/** The way to the first prompt. How far it has come is read from what is there, not from what was clicked. */
import { computed, createModel, signal } from '@preact/signals'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { LiveDecision } from '../../../../shared/protocol/live.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Live } from '../live/live.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { firstNudge, type TemplateName } from './start-templates.ts'

type Deps = { live: Live; nudges: Nudges; toasts: Toasts; storage: Storage }

const nameOf = (workspace: string) => `brim.start.${workspace}`

export const StartModel = createModel(
  (api: WorkspaceApi, { live, nudges, toasts, storage }: Deps) => {
    const state = createResource(api.start)
    /** What was decided last, while somebody looked: why nothing has appeared, if nothing has. */
    const decided = signal<LiveDecision | null>(null)
    const isDismissed = signal(storage.getItem(nameOf(api.id)) !== null)
    const isBusy = signal(false)
    const published = computed(() =>
      (nudges.nudges.data.value ?? []).filter((one) => one.published !== null),
    )

    const put = (body: Nudge, revision: number, publish: boolean) =>
      api.save('nudge', body.key, { body, revision, publish })

    return {
      state,
      decided,
      isDismissed,
      isBusy,
      published,
      /** From where pages were refused, and would be still. */
      refused: computed(() =>
        (state.data.value?.origins ?? []).filter((one) => !one.isAllowed && one.refused > 0),
      ),
      load: (freshMs = 0) => Promise.all([state.load(freshMs), nudges.load(freshMs)]),
      /** Follows what happens; returns its undo. */
      follow() {
        const stop = live.watch((message) => {
          if (message.type === 'decision') decided.value = message.decision
          void state.load(800)
        })
        // Who is refused leaves nothing in the stream.
        const timer = setInterval(() => {
          if (document.visibilityState === 'visible') void state.load(1000)
        }, 3000)
        return () => {
          stop()
          clearInterval(timer)
        }
      },
      /** A nudge at a place, from a template, as a draft; answers it. */
      async make(template: TemplateName, placement: string): Promise<boolean> {
        isBusy.value = true
        const offer = nudges.offers.data.value?.[0]?.key ?? (await nudges.addPlainOffer())
        const taken = nudges.keysOf('nudge')
        const answer =
          offer && (await put(firstNudge({ template, placement, offer, taken }), 0, false))
        isBusy.value = false
        if (!answer) return false
        if (answer.kind === 'failed') {
          toasts.say(failureInWords(answer.failure))
          return false
        }
        nudges.put(answer.value)
        return true
      },
      async publish(key: string) {
        isBusy.value = true
        const answer = await api.change('nudge', key, 'publish')
        isBusy.value = false
        if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
        nudges.put(answer.value)
        toasts.say('Published: it is live now')
      },
      dismiss() {
        isDismissed.value = true
        storage.setItem(nameOf(api.id), 'dismissed')
      },
      resume() {
        isDismissed.value = false
        storage.removeItem(nameOf(api.id))
      },
    }
  },
)
export type Start = InstanceType<typeof StartModel>
