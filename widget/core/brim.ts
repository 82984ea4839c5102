/** Everything put together. Nothing in here throws into the page, and nothing waits for the network. */
import type { WidgetItem } from '../../shared/event.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Hooks, Stage, Terms } from '../view/index.ts'
import type { AskOptions, Brim, BrimEvents, Fields, Properties, Showing, Unshown } from './api.ts'
import { createArmed } from './armed.ts'
import { createBackoff } from './backoff.ts'
import type { Config } from './config.ts'
import { createEmitter } from './emitter.ts'
import { become, type Identity, readWho, type Who } from './identity.ts'
import { createMeterWatch, watchClicks } from './markup.ts'
import { deviceOf, onRouteChange, pathOf, whenIdle } from './page.ts'
import { createQueue } from './queue.ts'
import { createSession, type Problem } from './session.ts'
import { createPost } from './transport.ts'

/** Items that wait for somebody to be identified. */
const mostEarly = 100

/** Also on pages without TLS, where `crypto.randomUUID` is missing. */
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (one) => one.toString(36)).join('')

const unshown = (reason: Unshown, decisionId: string | null = null): Showing => ({
  shown: false,
  reason,
  decisionId,
})

export type View = { createStage(hooks: Hooks): Stage }

export function createBrim(config: Config, load: () => Promise<View>): Brim {
  const now = () => Date.now()
  const time = () => new Date().toISOString()
  const page = () => pathOf(location)
  const identity: Identity = { who: undefined, generation: 0 }
  const prefix = `brim:${config.key}:`
  let { isGranted } = config
  let early: WidgetItem[] = []

  const warn = (what: unknown) => config.isDebug && console.warn('[brim]', what)
  const { on, emit } = createEmitter<BrimEvents>(warn)
  const onError = (problem: Problem) => {
    warn(problem)
    emit('error', problem)
  }
  const onThrow = (error: unknown) => onError({ code: 'failed', message: `${error}` })
  /** The one guard around each entry from the page. */
  const guard =
    <Given extends unknown[]>(run: (...given: Given) => void) =>
    (...given: Given) => {
      try {
        run(...given)
      } catch (error) {
        onThrow(error)
      }
    }

  const isAllowed = () => isGranted && !navigator.globalPrivacyControl
  const queue = createQueue({
    storage: () => localStorage,
    prefix,
    ownKey: prefix + randomId(),
    onDrop: (count) => onError({ code: 'dropped', message: `Gave up on ${count} items` }),
  })
  const armed = createArmed(now)
  const session = createSession({
    identity,
    queue,
    armed,
    backoff: createBackoff(now, () => Math.random()),
    post: createPost({
      api: config.api,
      fetch: (...request) => fetch(...request),
      beacon: (url, body) => void navigator.sendBeacon(url, body),
    }),
    isAllowed,
    about: () => ({
      v: 1,
      key: config.key,
      page: page(),
      locale: config.locale || document.documentElement.lang || navigator.language,
      device: deviceOf(screen.width, navigator.maxTouchPoints),
      sentAt: time(),
    }),
    onError,
    onArmed(told) {
      scanMeters()
      stage?.fill()
      for (const { item } of told) if (item.type === 'meter') offer(`meter:${item.meter}`)
      whenIdle(() => {
        if (!armed.isEmpty()) void preload()
        offer('page')
      })
    },
  })
  let stage: Stage | undefined
  let loading: Promise<void> | undefined
  const hooks: Hooks = {
    channel: prefix,
    identity,
    emit,
    offer,
    add,
    onGone: armed.drop,
    flush: session.flush,
  }
  const preload = () => {
    loading ??= load()
      .then((view) => {
        stage = view.createStage(hooks)
      })
      .catch((error) => {
        loading = undefined
        onThrow(error)
      })
    return loading
  }
  /** Draws within this very task when the view has been loaded. */
  async function show(prompt: Prompt, isWanted: () => boolean, terms: Terms): Promise<Showing> {
    if (!stage) await preload()
    if (!stage) return unshown('unreachable', prompt.decisionId)
    return isWanted() ? stage.show(prompt, terms) : unshown('timeout', prompt.decisionId)
  }

  function add(fields: Fields) {
    if (!isAllowed()) return
    const item = { ...fields, messageId: randomId(), occurredAt: time() } as WidgetItem
    const { who } = identity
    if (who) queue.add(who, item)
    else if (early.push(item) > mostEarly) early.shift()
    session.flushSoon()
  }
  const report = (name: string, properties?: Properties) => add({ type: 'event', name, properties })

  /** Whether person and page are the same as when this was called. */
  function stillHere(): () => boolean {
    const { generation } = identity
    const start = page()
    return () => generation === identity.generation && start === page() && isAllowed()
  }

  /** Draws what is armed for a placement whose moment has come by itself. */
  function offer(placement: string, anchor?: Element) {
    const prompt = armed.find(placement, page())
    if (prompt) show(prompt, stillHere(), { anchor }).catch(onThrow)
  }

  async function ask(placement: string, { anchor, deadlineMs = 150 }: AskOptions = {}) {
    if (!isAllowed()) return unshown('no_consent')
    if (!identity.who) return unshown('no_identity')
    const isHere = stillHere()
    const deadline = now() + deadlineMs
    const answered = async (): Promise<Showing> => {
      let prompt: Prompt | null | undefined = stage?.at(placement) ?? armed.find(placement, page())
      if (!prompt) {
        const decision = await session.ask(placement)
        if (!decision) return unshown('unreachable')
        prompt = decision.prompt
        if (!prompt) return unshown(decision.reason ?? 'no_candidate', decision.id)
      }
      return show(prompt, () => now() < deadline && isHere(), { anchor, isAsked: true })
    }
    const late = new Promise((resolve) => setTimeout(resolve, deadlineMs))
    return Promise.race([answered(), late.then(() => unshown('timeout'))])
  }

  /** Everything that is pending for the person before dies here. */
  function forget() {
    armed.clear()
    stage?.clear()
  }

  function enter(who: Who | undefined) {
    if (become(identity, who)) forget()
    if (!who || !isAllowed()) return
    session.open()
    for (const item of early.splice(0)) queue.add(who, item)
    session.flushSoon()
  }

  /** The page has become another one, or has come back. */
  const arrive = guard(() => {
    stage?.turn(page())
    report('page_viewed', { path: page() })
    scanMeters()
    stage?.fill()
    void session.flush()
  })
  const leave = guard(() => {
    queue.save()
    void session.flush(true)
  })

  const brim: Brim = {
    version: __BRIM_VERSION__,
    identify: guard((given) => {
      const who = readWho(given)
      if (!who) throw 'identify needs { user: { id } }'
      enter(who)
    }),
    track: guard((name, properties) => {
      report(name, properties)
      offer(`event:${name}`)
    }),
    used: (feature) => brim.track('feature_used', { feature }),
    usage: guard((meter, { used, limit = null, resetsAt }) => {
      add({ type: 'meter', meter, used, limit, resetsAt })
      // A full meter is its own proof; of any other the server's last word may be out of date.
      if (limit !== null && used >= limit) offer(`meter:${meter}`)
    }),
    async paywall(feature, options) {
      guard(report)('paywall_hit', { feature })
      return brim.prompt(`paywall:${feature}`, options)
    },
    prompt: (placement, options) =>
      ask(placement, options).catch((error) => {
        onThrow(error)
        return unshown('failed')
      }),
    on,
    consent: guard((answer) => {
      isGranted = answer === 'granted'
      if (isAllowed()) return enter(identity.who)
      forget()
      queue.clear()
      early = []
    }),
    reset: guard(() => {
      // What is left of the person before leaves under their name.
      void session.flush(true)
      enter(undefined)
    }),
  }
  const scanMeters = createMeterWatch(brim)

  const start = guard(() => {
    watchClicks(brim)
    onRouteChange(arrive)
    addEventListener('visibilitychange', () => document.hidden && leave())
    addEventListener('pagehide', leave)
    addEventListener('pageshow', ({ persisted }) => persisted && arrive())
    report('page_viewed', { path: page() })
    if (config.who) enter(config.who)
    whenIdle(() => {
      scanMeters()
      const adopt = guard(() => queue.adopt(now()))
      // One tab at a time, so that what was left behind is sent once.
      if (navigator.locks) navigator.locks.request(prefix, adopt).catch(onThrow)
      else adopt()
      session.flushSoon()
    })
  })
  if (!config.key) onThrow('The script tag needs data-key="pk_…"')
  else if (document.prerendering) addEventListener('prerenderingchange', start, { once: true })
  else start()
  return brim
}
