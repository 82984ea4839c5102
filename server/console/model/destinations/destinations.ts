/** Where a workspace is told what happens, how it goes there, and what was sent. */
import { createModel, signal } from '@preact/signals'
import type {
  Attempt,
  Destination,
  DestinationBody,
} from '../../../../shared/destination/destination.ts'
import type { KindLacks } from '../../../../shared/destination/lack.ts'
import type { Delivery, DeliveryDetail, DeliveryStatus } from '../../../../shared/play/delivery.ts'
import { counted } from '../../../../shared/words/number.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource, createResources } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

/** Which of its deliveries are looked at; null for all. */
export type Shown = DeliveryStatus | null

export const DestinationsModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const all = createResource<Destination[]>(api.destinations)
  const lacks = createResource<KindLacks>(api.destinationLacks)
  const lists = createResources<Delivery[]>((key) => {
    const [id = '', status] = key.split(' ')
    return api.deliveries(id, (status || null) as Shown)
  })
  const details = createResources<DeliveryDetail>(api.delivery)
  const deliveriesOf = (id: string, shown: Shown) => lists(`${id} ${shown ?? ''}`)
  /** What signs a webhook, told this once. */
  const made = signal<{ name: string; secret: string } | null>(null)
  /** What came of a sample, by destination; `sending` while it is on its way. */
  const samples = signal<ReadonlyMap<string, Attempt | 'sending'>>(new Map())

  const say = (failure: Failure) => toasts.say(failureInWords(failure))
  const put = (one: Destination) => {
    const known = all.data.peek() ?? []
    const isKnown = known.some(({ id }) => id === one.id)
    all.set(isKnown ? known.map((each) => (each.id === one.id ? one : each)) : [...known, one])
  }
  const switchTo = async ({ id }: Destination, change: 'pause' | 'resume'): Promise<boolean> => {
    const answer = await api.switchDestination(id, change)
    if (answer.kind === 'failed') say(answer.failure)
    else put(answer.value)
    return answer.kind === 'ok'
  }
  const setSample = (id: string, sample: Attempt | 'sending' | null) => {
    const rest = [...samples.peek()].filter(([one]) => one !== id)
    samples.value = new Map(sample ? [...rest, [id, sample]] : rest)
  }

  return {
    all: all.data,
    failure: all.failure,
    load: all.load,
    find: (id: string) => all.data.value?.find((one) => one.id === id),
    /** By kind; unknown until it is loaded, and then nobody is warned of anything. */
    lacks: lacks.data,
    loadLacks: lacks.load,
    made,
    samples,
    deliveriesOf,
    detailOf: details,
    forgetMade() {
      made.value = null
    },
    /** Answers its id, or what is wrong with it. */
    async add(body: DestinationBody): Promise<string | Failure> {
      const answer = await api.addDestination(body)
      if (answer.kind === 'failed') return answer.failure
      const { destination, secret } = answer.value
      put(destination)
      if (secret !== null) made.value = { name: destination.name, secret }
      return destination.id
    },
    async change(id: string, body: DestinationBody): Promise<Failure | null> {
      const answer = await api.changeDestination(id, body)
      if (answer.kind === 'failed') return answer.failure
      put(answer.value)
      toasts.say(`${answer.value.name} is saved`)
      return null
    },
    async pause(one: Destination) {
      if (!(await switchTo(one, 'pause'))) return
      toasts.say(`${one.name} is paused`, {
        label: 'Undo',
        run: () => void switchTo(one, 'resume'),
      })
    },
    async resume(one: Destination) {
      if (await switchTo(one, 'resume')) toasts.say(`${one.name} is told again`)
    },
    async remove({ id, name }: Destination): Promise<boolean> {
      const answer = await api.removeDestination(id)
      if (answer.kind === 'failed') {
        say(answer.failure)
        return false
      }
      all.set((all.data.peek() ?? []).filter((one) => one.id !== id))
      toasts.say(`${name} is removed`)
      return true
    },
    async rotate({ id, name }: Destination) {
      const answer = await api.rotateDestination(id)
      if (answer.kind === 'failed') return say(answer.failure)
      const { destination, secret } = answer.value
      put(destination)
      if (secret !== null) made.value = { name, secret }
    },
    async sample({ id }: Destination) {
      setSample(id, 'sending')
      const answer = await api.sampleDestination(id)
      setSample(id, answer.kind === 'ok' ? answer.value : null)
      if (answer.kind === 'failed') say(answer.failure)
    },
    async retry({ id, destination }: Delivery, shown: Shown) {
      const answer = await api.retryDelivery(id)
      if (answer.kind === 'failed') return say(answer.failure)
      toasts.say('It is sent again')
      await Promise.all([deliveriesOf(destination, shown).load(), details(id).load(), all.load()])
    },
    async retryFailed({ id, name }: Destination, shown: Shown) {
      const answer = await api.retryFailed(id)
      if (answer.kind === 'failed') return say(answer.failure)
      toasts.say(`${counted(answer.value.retried, 'delivery', 'deliveries')} to ${name} again`)
      await Promise.all([deliveriesOf(id, shown).load(), all.load()])
    },
  }
})
export type Destinations = InstanceType<typeof DestinationsModel>
