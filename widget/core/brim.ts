/** Everything put together. Nothing in here throws into the page, and nothing waits for the network. */
import type { Decision } from '../../shared/decision/decision.ts'
import type { WidgetItem } from '../../shared/event/event.ts'
import type { Inside, Panel } from '../debug/index.ts'
import type { Stream } from '../live/index.ts'
import type { MeterWatch } from '../meters/index.ts'
import type { Hooks, Stage, Terms } from '../view/index.ts'
import type { AskOptions, Brim, BrimEvents, Fields, Properties, Showing, Unshown } from './api.ts'
import { createArmed } from './armed.ts'
import { createBackoff } from './backoff.ts'
import { watchClicks } from './clicks.ts'
import type { Config } from './config.ts'
import { createEmitter } from './emitter.ts'
import { type Identity, isSame, readWho, type Who } from './identity.ts'
import { deviceOf, onRouteChange, pathOf, whenIdle } from './page.ts'
import { createQueue, type Queue } from './queue.ts'
import { createSession, type Problem, type Session } from './session.ts'
import { createPost } from './transport.ts'

/** Also on pages without TLS, where `crypto.randomUUID` is missing. */
const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

const unshown = (reason: Unshown, decisionId: string | null = null): Showing => ({
  shown: false,
  reason,
  decisionId,
})

/** What is loaded when it is needed, if ever. What most of them make has one name: it is written often. */
export type Chunks = {
  view: { create(hooks: Hooks): Stage }
  live: { create(api: string, session: Pick<Session, 'hear' | 'refresh'>): Stream }
  meters: { create(brim: Brim): MeterWatch }
  debug: { create(brim: Brim, config: Config, peek: () => Inside): Panel }
  left: { adopt(keys: string[], add: Queue['add'], onDrop: (count: number) => void): Promise<void> }
}
export type Load = <Name extends keyof Chunks>(name: Name) => Promise<Chunks[Name]>

export function createBrim(config: Config, load: Load): Brim {
  const now = () => Date.now()
  const time = () => new Date().toISOString()
  const page = () => pathOf(location)
  const identity: Identity = {}
  const prefix = `brim:${config.key}:`
  let { isGranted } = config
  /** Grows when all that is pending has to die, so that what comes late can be told apart. */
  let visit = 0

  let problem: Problem | undefined
  const onError = (found: Problem) => {
    problem = found
    emit('error', found)
  }
  const onThrow = (error: unknown) => onError({ code: 'failed', message: `${error}` })
  const { on, emit } = createEmitter<BrimEvents>(onThrow)
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
  const onDrop = (count: number) =>
    onError({ code: 'dropped', message: `Gave up on ${count} items` })
  const queue = createQueue({
    storage: () => localStorage,
    prefix,
    ownKey: prefix + randomId(),
    onDrop,
  })
  const armed = createArmed(now)
  const backoff = createBackoff(now, Math.random)
  const about = () => ({
    v: 1 as const,
    key: config.key,
    page: page(),
    locale: config.locale || document.documentElement.lang || navigator.language,
    device: deviceOf(screen.width, navigator.maxTouchPoints),
    sentAt: time(),
    shown: stage?.shown(),
  })
  const session = createSession({
    identity,
    queue,
    armed,
    backoff,
    post: createPost(config.api),
    now,
    // A page that is being prepared may never be seen.
    isAllowed: () => isAllowed() && !document.prerendering,
    stillHere,
    about,
    onError,
    onThrow,
    onArmed(moments, { ticket, shown }) {
      if (ticket) entry = [ticket, stillHere()]
      look(shown)
      for (const placement of moments) offer(placement)
      whenIdle(() => {
        if (armed.all()[0]) void preload()
        attend()
      })
    },
  })
  /** Lets the page listen, and whether it is still the page and the person that it was given to. */
  let entry: Parameters<Stream['listen']> | undefined
  let stream: Stream | undefined
  let stage: Stage | undefined
  let loading: Promise<void> | undefined
  const hooks: Hooks = {
    channel: prefix,
    identity,
    now: armed.now,
    emit,
    offer,
    add,
    onGone: armed.drop,
    flush: session.flush,
  }
  const use = <Name extends keyof Chunks>(name: Name, run: (chunk: Chunks[Name]) => unknown) =>
    load(name).then(run).catch(onThrow)
  const preload = () => {
    loading ??= use('view', ({ create }) => {
      stage = create(hooks)
    }).then(() => {
      // What could not be loaded is tried again when there is something to show again.
      loading = stage && loading
    })
    return loading
  }
  /**
   * Draws what is armed for a placement, if anything is: within this very task when the view has been
   * loaded. Looks again when that took its time, for another prompt may have been shown meanwhile.
   */
  async function draw(
    placement: string,
    isWanted: () => boolean,
    terms: Terms,
  ): Promise<Showing | undefined> {
    const find = () => stage?.at(placement) ?? findArmed(placement)
    if (!stage && find()) await preload()
    const prompt = find()
    if (!prompt) return undefined
    if (!stage) return unshown('unreachable', prompt.decisionId)
    return isWanted() ? stage.show(prompt, terms) : unshown('timeout', prompt.decisionId)
  }

  function add(fields: Fields) {
    if (!isAllowed()) return
    const item = { ...fields, messageId: randomId(), occurredAt: time() } as WidgetItem
    queue.add(identity.who, item)
    session.flushSoon()
  }
  const report = (name: string, properties?: Properties) => add({ type: 'event', name, properties })

  /** Whether person and page are the same as when this was called. */
  function stillHere(): () => boolean {
    const then = visit
    const start = page()
    return () => then === visit && start === page()
  }

  const findArmed = (placement: string) => armed.find(placement, page())

  /** Draws what is armed for a placement whose moment has come by itself. */
  function offer(placement: string, anchor?: Element) {
    draw(placement, stillHere(), { anchor }).catch(onThrow)
  }

  /** What is only for a page that somebody may be looking at: its prompt, and news from elsewhere. */
  function attend() {
    if (document.hidden) return
    offer('page')
    if (!entry) return
    use('live', ({ create }) => {
      stream ??= create(config.api, session)
      if (entry) stream.listen(...entry)
    })
  }

  async function ask(placement: string, { anchor, deadlineMs = 150 }: AskOptions = {}) {
    if (!isAllowed()) return unshown('no_consent')
    const { who } = identity
    if (!who) return unshown('no_identity')
    const isHere = stillHere()
    const deadline = now() + deadlineMs
    const isWanted = () => now() < deadline && isHere()
    const terms = { anchor, isAsked: true }
    const answered = async (): Promise<Showing> => {
      const known = await draw(placement, isWanted, terms)
      if (known) return known
      const decision = await session.ask(who, placement)
      if (!decision) return unshown('unreachable')
      // Without a prompt of its own the hit was answered: what is armed now waits for the next one.
      const drawn = decision.prompt && (await draw(placement, isWanted, terms))
      return drawn ?? unshown(decision.reason ?? 'busy', decision.id)
    }
    const late = new Promise<Showing>((resolve) =>
      // Longer than a timer can wait, it would come at once.
      setTimeout(resolve, Math.min(deadlineMs, 1e9), unshown('timeout')),
    )
    return Promise.race([answered(), late])
  }

  /** Everything that is pending for the person before dies here. */
  function forget() {
    visit++
    entry = undefined
    armed.clear()
    stage?.clear()
    stream?.close()
    meters?.stop()
  }

  function enter(who: Who | undefined) {
    if (!isSame(identity.who, who)) {
      // What is left of the person before leaves under their name, and with what proves it.
      void session.flush(true)
      forget()
    }
    identity.who = who
    if (!who || !isAllowed()) return
    session.open()
    // The first request takes as long as all else at the start: the page has a turn in between.
    setTimeout(() => {
      void session.flush()
      // Whoever it is by then: what came after somebody left is not theirs.
      queue.claim(identity.who)
    })
  }

  /** For what the page gives away: meters to read, slots to fill; and what stands there says what is so now. */
  function look(shown?: Decision[]) {
    if (isAllowed() && document.querySelector('[data-brim-meter]')) {
      use('meters', ({ create }) => {
        meters ??= create(brim)
        meters.read()
      })
    }
    stage?.look(shown)
  }

  /** A page has come: the first one, another one, or one that was left and is back. */
  const arrive = guard(() => {
    stage?.turn(page())
    report('page_viewed', { path: page() })
    look()
    void session.flush()
  })
  const leave = guard(() => {
    queue.save()
    void session.flush(true)
    attend()
  })

  const brim: Brim = {
    version: __BRIM_VERSION__,
    identify: guard((given) => {
      const who = readWho(given)
      if (!who) throw 'identify: no user.id'
      enter(who)
    }),
    track: guard((name, properties) => {
      report(name, properties)
      const placement = `event:${name}`
      if (findArmed(placement)) offer(placement)
      else session.noteMoment(placement)
    }),
    used: (feature) => brim.track('feature_used', { feature }),
    usage: guard((meter, { used, limit = null, resetsAt }) => {
      add({ type: 'meter', meter, used, limit, resetsAt })
      // A full meter is its own proof; of any other the server's last word may be out of date.
      const placement = `meter:${meter}`
      if (used >= (limit ?? Number.POSITIVE_INFINITY)) offer(placement)
      session.noteMoment(placement)
    }),
    paywall(feature, options) {
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
    }),
    reset: guard(() => enter(undefined)),
    debug() {
      use('debug', ({ create }) => {
        panel ??= create(brim, config, () => [
          about(),
          identity.who,
          isAllowed(),
          queue.all(),
          armed.all(),
          backoff.waitMs(),
          problem,
        ])
        panel.show()
      })
    },
  }
  let panel: Panel | undefined
  let meters: MeterWatch | undefined

  const start = guard(() => {
    watchClicks(brim)
    onRouteChange(arrive)
    // Coming back is as good a time to send as going.
    addEventListener('visibilitychange', leave)
    addEventListener('pagehide', leave)
    addEventListener('pageshow', ({ persisted }) => persisted && arrive())
    arrive()
    enter(identity.who ?? config.who)
    // A preview's tab bears its mark from page to page, as no address does.
    if (config.isDebug || (location.hash + name).includes('brim-debug')) brim.debug()
    whenIdle(() => {
      look()
      const keys = queue.others()
      if (keys[0])
        use('left', ({ adopt }) => adopt(keys, queue.add, onDrop).then(session.flushSoon))
      session.flushSoon()
    })
  })
  if (!config.key) onThrow('no data-key')
  // It comes once.
  else if (document.prerendering) addEventListener('prerenderingchange', start)
  else start()
  return brim
}
