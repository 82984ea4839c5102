/** The console's side of its API: every answer is a value, a failed one too. */

import type { AccountView } from '../../shared/account/account-view.ts'
import type { Erasure, Subject } from '../../shared/account/erasure.ts'
import type { ReadinessModel } from '../../shared/account/readiness.ts'
import type { Learning } from '../../shared/account/readiness-learning.ts'
import type { Signal } from '../../shared/account/signal.ts'
import type { AuditPage } from '../../shared/audit/entry.ts'
import type { DecisionRecord } from '../../shared/decision/decision.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Standing } from '../../shared/decision/standing.ts'
import type {
  Author,
  DefinitionBody,
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
  HeldPublication,
  Publication,
  Version,
  VersionPage,
} from '../../shared/definition/definition.ts'
import type { Forecast, LintResponse } from '../../shared/definition/lint.ts'
import type { FormKind, Nudge } from '../../shared/definition/nudge.ts'
import type {
  Attempt,
  Destination,
  DestinationBody,
  SavedDestination,
} from '../../shared/destination/destination.ts'
import type { KindLacks } from '../../shared/destination/lack.ts'
import type { BillingView } from '../../shared/event/billing.ts'
import type { NewSource, SourceMapping } from '../../shared/event/source.ts'
import type { RequestersView } from '../../shared/event/support.ts'
import type { ImportPlan } from '../../shared/file/plan.ts'
import type { Alert, AlertPage, PlayFigures, Worth } from '../../shared/play/alert.ts'
import type { Delivery, DeliveryDetail, DeliveryStatus } from '../../shared/play/delivery.ts'
import type { DryRunMessage, DryRunRequest } from '../../shared/play/dry-run.ts'
import type { PlayedSignals } from '../../shared/play/play.ts'
import type { AccountResponse } from '../../shared/protocol/api.ts'
import type { ErrorCode, Issue } from '../../shared/protocol/error.ts'
import type { IdentityMode } from '../../shared/protocol/identity.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { ReplayMessage, ReplayRequest } from '../../shared/replay/replay.ts'
import type { Results } from '../../shared/results/results.ts'
import type { Theme } from '../../shared/theme/theme.ts'
import type { Role } from '../../shared/workspace/role.ts'
import type { Settings, SettingsPatch } from '../../shared/workspace/settings.ts'
import type { Integrity } from '../http/widget/release.ts'
import type * as contract from './contract.ts'
import { issueInWords } from './words/issue.ts'

export type Failure = { code: ErrorCode | 'offline'; message: string; issues: Issue[] }
export type Answer<T> = { kind: 'ok'; value: T } | { kind: 'failed'; failure: Failure }

const unreachable: Failure = { code: 'offline', message: 'Brim can’t be reached', issues: [] }

export type PreviewRequest = {
  nudge: Nudge
  account: string | null
  user: string | null
  locale: string | null
  /** The words of a form or of an arm; null for the nudge's own. */
  form: FormKind | null
  arm: string | null
  page: string | null
  device: 'desktop' | 'tablet' | 'phone' | null
}
export type PreviewAnswer = {
  prompt: Prompt
  /** Null where nobody is asked about. */
  standing: Standing | null
  /** What variables are here, by name: those that have a value. */
  values: Record<string, string>
}
export type Save<K extends DefinitionKind> = {
  body: DefinitionBody<K>
  revision: number
  publish: boolean
}

type FileOptions = { publish: boolean; remove: boolean }

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Deps = {
  fetch: typeof fetch
  base: string
  onSignedOut(): void
  onSecondFactorNeeded(): void
}

export type Api = ReturnType<typeof createApi>
export type WorkspaceApi = ReturnType<Api['workspace']>

export function createApi({ fetch, base, onSignedOut, onSecondFactorNeeded }: Deps) {
  const ask: Ask = (method, path, body, signal) => send(method, base + path, body, signal)

  async function send<T>(
    method: Method,
    address: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    let response: Response
    try {
      response = await fetch(address, {
        method,
        ...(signal && { signal }),
        ...(body instanceof Blob
          ? { body, headers: { 'content-type': 'application/octet-stream' } }
          : body !== undefined && {
              // A text is a file, and goes as it is: its faults are told by their lines.
              body: typeof body === 'string' ? body : JSON.stringify(body),
              headers: { 'content-type': 'application/json' },
            }),
      })
    } catch {
      return failed(unreachable)
    }
    const answer = await readJson(response)
    if (response.ok) return { kind: 'ok', value: answer as T }
    if (response.status === 401 && !address.startsWith(`${base}/auth/sign`)) onSignedOut()
    const failure = failureOf(response.status, answer)
    if (failure.code === 'second_factor_needed') onSecondFactorNeeded()
    return failed(failure)
  }

  return {
    me: () => ask<contract.Me | null>('GET', '/me'),
    /** `code`: of the second factor, where the first answer has asked for it. */
    signIn: (email: string, password: string, code?: string) =>
      ask<contract.SignedIn>('POST', '/auth/sign-in/email', { email, password, code }),
    /** How somebody gets a new password who has forgotten theirs. */
    forgotWays: () => ask<{ byMail: boolean }>('GET', '/auth/forgot-password'),
    forgotPassword: (email: string) => ask<unknown>('POST', '/auth/forgot-password', { email }),
    resetOf: (token: string) =>
      ask<{ email: string }>('POST', '/auth/reset-password/look', { token }),
    resetPassword: (token: string, password: string) =>
      ask<{ email: string }>('POST', '/auth/reset-password', { token, password }),
    secondFactor: () => ask<contract.OwnSecondFactor>('GET', '/me/second-factor'),
    beginSecondFactor: (password: string) =>
      ask<contract.NewSecondFactor>('POST', '/me/second-factor', { password }),
    confirmSecondFactor: (code: string) =>
      ask<{ backupCodes: string[] }>('POST', '/me/second-factor/confirm', { code }),
    newBackupCodes: (password: string) =>
      ask<{ backupCodes: string[] }>('POST', '/me/second-factor/backup-codes', { password }),
    dropSecondFactor: (password: string) =>
      ask<unknown>('POST', '/me/second-factor/off', { password }),
    changePassword: (currentPassword: string, newPassword: string) =>
      ask<unknown>('POST', '/auth/change-password', { currentPassword, newPassword }),
    sessions: () => ask<contract.OwnSession[]>('GET', '/me/sessions'),
    endSession: (id: string) => ask<unknown>('DELETE', `/me/sessions/${encodeURIComponent(id)}`),
    endOtherSessions: () => ask<unknown>('DELETE', '/me/sessions'),
    signOut: () => ask<unknown>('POST', '/auth/sign-out', {}),
    /** What an invitation leads to. */
    invited: (token: string) => ask<contract.Invited>('POST', '/join/look', { token }),
    /** As who is signed in or, with `newcomer`, as somebody new. */
    join: (token: string, newcomer?: contract.Newcomer) =>
      ask<{ workspace: string }>('POST', '/join', { token, ...(newcomer && { newcomer }) }),
    setup: (request: contract.SetupRequest) => ask<contract.SetupAnswer>('POST', '/setup', request),
    workspace: (id: string) => ({
      id,
      ...createWorkspaceApi(ask, base, `/w/${encodeURIComponent(id)}`),
      /** What a trigger would have done, as it becomes known; stops when nobody listens any more. */
      replay: (request: ReplayRequest, signal: AbortSignal) =>
        streamLines<ReplayMessage>(fetch, `${base}/w/${encodeURIComponent(id)}/replay`, {
          request,
          signal,
        }),
      dryRun: (request: DryRunRequest, signal: AbortSignal) =>
        streamLines<DryRunMessage>(fetch, `${base}/w/${encodeURIComponent(id)}/dry-run`, {
          request,
          signal,
        }),
      /** The widget that this server hands out, as every page may ask. */
      release: () => send<Integrity>('GET', '/b/integrity.json'),
    }),
  }
}

type Refused = { type: 'refused'; failure: Failure }
export type ReplayNews = ReplayMessage | Refused
export type DryRunNews = DryRunMessage | Refused

async function* streamLines<M extends ReplayMessage | DryRunMessage>(
  fetch: typeof globalThis.fetch,
  address: string,
  { request, signal }: { request: object; signal: AbortSignal },
): AsyncGenerator<M | Refused> {
  let response: Response
  try {
    response = await fetch(address, {
      method: 'POST',
      body: JSON.stringify(request),
      headers: { 'content-type': 'application/json' },
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    yield { type: 'refused', failure: unreachable }
    return
  }
  if (!response.ok || !response.body) {
    yield { type: 'refused', failure: failureOf(response.status, await readJson(response)) }
    return
  }
  let rest = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { value, done } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    for (const line of lines) if (line !== '') yield newsOf(JSON.parse(line) as M)
    if (done) return
  }
}

/**
 * What somebody gave up may reach the server after what came instead, and take its place: that is as if
 * it had been refused for now.
 */
function newsOf<M extends ReplayMessage | DryRunMessage>(message: M): M | Refused {
  if (message.type !== 'failed' || message.error.code !== 'rate_limited') return message
  return { type: 'refused', failure: { ...message.error, issues: [] } }
}

type Ask = <T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
) => Promise<Answer<T>>

function createWorkspaceApi(ask: Ask, base: string, root: string) {
  const part = encodeURIComponent
  return {
    liveAddress: `${base}${root}/live?backlog=0`,
    recent: () => ask<LiveMessage[]>('GET', `${root}/recent`),
    overview: (days: number) => ask<contract.Overview>('GET', `${root}/overview?days=${days}`),
    vocabulary: () => ask<contract.Vocabulary>('GET', `${root}/vocabulary`),
    firings: () => ask<Record<string, number>>('GET', `${root}/firings`),
    /** `asked`: what `shared/results/results.ts` calls its query. */
    results: (asked: string) => ask<Results>('GET', `${root}/results?${asked}`),
    resultsCsvAddress: (asked: string) => `${base}${root}/results/csv?${asked}`,
    signals: () => ask<Signal[]>('GET', `${root}/signals`),
    definitions: <K extends DefinitionKind>(kind: K) =>
      ask<DefinitionRecord<K>[]>('GET', `${root}/definitions/${kind}`),
    archived: <K extends DefinitionKind>(kind: K) =>
      ask<contract.Archived<K>[]>('GET', `${root}/definitions/${kind}?archived=true`),
    /** How many accounts are on each plan, by its key. */
    accountsOnPlans: () => ask<Record<string, number>>('GET', `${root}/definitions/accounts`),
    formerNames: () => ask<contract.FormerName[]>('GET', `${root}/definitions/names`),
    definition: <K extends DefinitionKind>(kind: K, key: string) =>
      ask<DefinitionRecord<K> & { updatedBy: Author | null }>(
        'GET',
        `${root}/definitions/${kind}/${part(key)}`,
      ),
    save: <K extends DefinitionKind>(kind: K, key: string, save: Save<K>) =>
      ask<DefinitionRecord<K>>('PUT', `${root}/definitions/${kind}/${part(key)}`, save),
    remove: <K extends DefinitionKind>(kind: K, key: string) =>
      ask<DefinitionRecord<K>>('DELETE', `${root}/definitions/${kind}/${part(key)}`),
    fileAddress: (state: 'published' | 'draft') => `${base}${root}/file?state=${state}`,
    planFile: (text: string, { publish, remove }: FileOptions) =>
      ask<ImportPlan>('POST', `${root}/file/plan?publish=${publish}&remove=${remove}`, text),
    takeFile: (text: string, { publish, remove, base: of }: FileOptions & { base: string }) =>
      ask<ImportPlan>('PUT', `${root}/file?publish=${publish}&remove=${remove}&base=${of}`, text),
    preview: (request: PreviewRequest) => ask<PreviewAnswer>('POST', `${root}/preview`, request),
    previewCode: (nudge: string) =>
      ask<contract.PreviewCode>('GET', `${root}/preview/link/${part(nudge)}`),
    pictures: () => ask<contract.KeptPictures>('GET', `${root}/pictures`),
    /** A file as it is: the server says whether it is a picture. */
    upload: (file: Blob) => ask<contract.KeptPicture>('POST', `${root}/pictures`, file),
    heard: () => ask<contract.HeardPlacement[]>('GET', `${root}/heard`),
    change: <K extends DefinitionKind>(
      kind: K,
      key: string,
      change: DefinitionChange,
      /** The one that was seen. Absent: whatever is there. */
      revision?: number,
    ) =>
      ask<DefinitionRecord<K>>(
        'POST',
        `${root}/definitions/${kind}/${part(key)}/${change}`,
        revision === undefined ? undefined : { revision },
      ),
    versions: (kind: DefinitionKind, key: string, before: number | null) =>
      ask<VersionPage>(
        'GET',
        `${root}/definitions/${kind}/${part(key)}/versions${before === null ? '' : `?before=${before}`}`,
      ),
    version: <K extends DefinitionKind>(kind: K, key: string, version: number) =>
      ask<Version<K>>('GET', `${root}/definitions/${kind}/${part(key)}/versions/${version}`),
    revert: <K extends DefinitionKind>(
      kind: K,
      key: string,
      version: number,
      how: { revision: number; publish: boolean },
    ) =>
      ask<DefinitionRecord<K>>(
        'POST',
        `${root}/definitions/${kind}/${part(key)}/versions/${version}/revert`,
        how,
      ),
    publications: () => ask<Publication[]>('GET', `${root}/publications`),
    publication: <K extends DefinitionKind>(kind: K, key: string) =>
      ask<HeldPublication<K>>('GET', `${root}/definitions/${kind}/${part(key)}/publication`),
    schedule: <K extends DefinitionKind>(
      kind: K,
      key: string,
      when: { at: string; revision: number },
    ) =>
      ask<DefinitionRecord<K>>('PUT', `${root}/definitions/${kind}/${part(key)}/publication`, when),
    unschedule: <K extends DefinitionKind>(kind: K, key: string) =>
      ask<DefinitionRecord<K>>('DELETE', `${root}/definitions/${kind}/${part(key)}/publication`),
    lint: <K extends DefinitionKind>(kind: K, body: DefinitionBody<K>) =>
      ask<LintResponse>('POST', `${root}/definitions/${kind}/lint`, body),
    /** The server stops counting where nobody waits any more. */
    forecast: (nudge: Nudge, signal: AbortSignal) =>
      ask<Forecast>('POST', `${root}/forecast`, { nudge }, signal),
    accounts: (query: string, limit = 50) =>
      ask<contract.AccountSummary[]>('GET', `${root}/accounts?query=${part(query)}&limit=${limit}`),
    /** `search`: the filters as they stand in an address. */
    ranking: (search: string, offset: number) =>
      ask<contract.Ranking>('GET', `${root}/ranking?${search}&offset=${offset}`),
    /** `from`, here and below: what stood there as it was edited. */
    setReadiness: (model: ReadinessModel, from: ReadinessModel) =>
      ask<ReadinessModel>('PUT', `${root}/readiness`, { ...model, from }),
    learnReadiness: (draft: ReadinessModel) =>
      ask<Learning>('POST', `${root}/readiness/learn`, draft),
    views: () => ask<contract.SavedView[]>('GET', `${root}/views`),
    addView: (view: AccountView) => ask<contract.SavedView>('POST', `${root}/views`, view),
    changeView: (id: string, view: AccountView) =>
      ask<contract.SavedView>('PUT', `${root}/views/${part(id)}`, view),
    removeView: (id: string) => ask<unknown>('DELETE', `${root}/views/${part(id)}`),
    /** In one's own name; without `until` until it is released. */
    claim: (id: string, until: string | null) =>
      ask<AccountResponse>('PUT', `${root}/accounts/${part(id)}/claim`, until ? { until } : {}),
    releaseClaim: (id: string) =>
      ask<AccountResponse>('DELETE', `${root}/accounts/${part(id)}/claim`),
    why: (id: string, user: string) =>
      ask<contract.Why[]>('GET', `${root}/accounts/${part(id)}/why?user=${part(user)}`),
    account: (id: string) => ask<contract.AccountDetail>('GET', `${root}/accounts/${part(id)}`),
    timeline: (id: string, before: string | null) =>
      ask<contract.TimelinePage>(
        'GET',
        `${root}/accounts/${part(id)}/timeline${before ? `?before=${part(before)}` : ''}`,
      ),
    exportAddress: (id: string) => `${base}${root}/accounts/${part(id)}/export`,
    erase: ({ kind, id }: Subject) => ask<Erasure>('DELETE', `${root}/${kind}s/${part(id)}`),
    decision: (id: string) => ask<DecisionRecord>('GET', `${root}/decisions/${part(id)}`),
    /** `search`: which of them. */
    alerts: (search: string) => ask<AlertPage>('GET', `${root}/alerts?${search}`),
    sayWorth: (id: string, worth: Worth) =>
      ask<Alert>('PUT', `${root}/alerts/${part(id)}/worth`, { worth }),
    playsOf: (account: string) =>
      ask<PlayedSignals>('GET', `${root}/accounts/${part(account)}/plays`),
    playFigures: () => ask<PlayFigures[]>('GET', `${root}/play-figures`),
    settings: () => ask<Settings>('GET', `${root}/settings`),
    saveSettings: (patch: SettingsPatch, from: SettingsPatch) =>
      ask<Settings>('PUT', `${root}/settings`, { ...patch, from }),
    start: () => ask<contract.Start>('GET', `${root}/start`),
    setTheme: (theme: Theme, from: Theme) =>
      ask<Settings>('PUT', `${root}/settings/theme`, { ...theme, from }),
    refusals: () => ask<contract.RefusedItem[]>('GET', `${root}/refusals`),
    debugCode: () => ask<contract.DebugCode>('GET', `${root}/debug-code`),
    /** `asked`: what `shared/audit/entry.ts` calls its filters, and where to go on. */
    audit: (asked: string) => ask<AuditPage>('GET', `${root}/audit?${asked}`),
    auditAddress: (asked: string) => `${base}${root}/audit/export?${asked}`,
    destinations: () => ask<Destination[]>('GET', `${root}/destinations`),
    destinationLacks: () => ask<KindLacks>('GET', `${root}/destinations/lacks`),
    addDestination: (body: DestinationBody) =>
      ask<SavedDestination>('POST', `${root}/destinations`, body),
    changeDestination: (id: string, body: DestinationBody) =>
      ask<Destination>('PUT', `${root}/destinations/${part(id)}`, body),
    removeDestination: (id: string) => ask<unknown>('DELETE', `${root}/destinations/${part(id)}`),
    switchDestination: (id: string, change: 'pause' | 'resume') =>
      ask<Destination>('POST', `${root}/destinations/${part(id)}/${change}`),
    sampleDestination: (id: string) =>
      ask<Attempt>('POST', `${root}/destinations/${part(id)}/sample`),
    rotateDestination: (id: string) =>
      ask<SavedDestination>('POST', `${root}/destinations/${part(id)}/rotate`),
    retryFailed: (id: string) =>
      ask<{ retried: number }>('POST', `${root}/destinations/${part(id)}/retry`),
    deliveries: (destination: string, status: DeliveryStatus | null) =>
      ask<Delivery[]>(
        'GET',
        `${root}/deliveries?destination=${part(destination)}${status ? `&status=${status}` : ''}`,
      ),
    delivery: (id: string) => ask<DeliveryDetail>('GET', `${root}/deliveries/${part(id)}`),
    retryDelivery: (id: string) => ask<Delivery>('POST', `${root}/deliveries/${part(id)}/retry`),
    people: () => ask<contract.People>('GET', `${root}/people`),
    setRole: (id: string, role: Role) =>
      ask<unknown>('PUT', `${root}/people/${part(id)}`, { role }),
    removeMember: (id: string) => ask<unknown>('DELETE', `${root}/people/${part(id)}`),
    /** `email`: where the link is mailed to as well. */
    invite: (role: Role, days: number, email?: string) =>
      ask<contract.NewInvitation>('POST', `${root}/people/invitations`, { role, days, email }),
    requireSecondFactor: (isRequired: boolean) =>
      ask<unknown>('PUT', `${root}/second-factor`, { isRequired }),
    removeSecondFactor: (person: string) =>
      ask<unknown>('DELETE', `${root}/second-factor/${part(person)}`),
    revokeInvitation: (id: string) =>
      ask<unknown>('DELETE', `${root}/people/invitations/${part(id)}`),
    keys: () => ask<contract.Key[]>('GET', `${root}/keys`),
    createKey: (kind: contract.KeyKind, name: string) =>
      ask<contract.NewKey>('POST', `${root}/keys`, { kind, name }),
    /** `seen`: the list that was edited. */
    setOrigins: (id: string, change: { origins: string[]; seen: string[] }) =>
      ask<contract.Key>('PUT', `${root}/keys/${part(id)}/origins`, change),
    revokeKey: (id: string) => ask<unknown>('DELETE', `${root}/keys/${part(id)}`),
    sources: () => ask<contract.Source[]>('GET', `${root}/sources`),
    createSource: (wanted: NewSource) => ask<contract.NewSource>('POST', `${root}/sources`, wanted),
    /** `revision`: of the mapping that was edited. */
    changeSource: (
      id: string,
      change: { name: string } | { mapping: SourceMapping; revision: number },
    ) => ask<contract.Source>('PUT', `${root}/sources/${part(id)}`, change),
    revokeSource: (id: string) => ask<unknown>('DELETE', `${root}/sources/${part(id)}`),
    billing: (id: string) => ask<BillingView>('GET', `${root}/sources/${part(id)}/billing`),
    giveSecret: (id: string, secret: string) =>
      ask<unknown>('PUT', `${root}/sources/${part(id)}/secret`, { secret }),
    mapCustomer: (id: string, customer: string, account: string) =>
      ask<unknown>('PUT', `${root}/sources/${part(id)}/customers/${part(customer)}`, { account }),
    requesters: (id: string) =>
      ask<RequestersView>('GET', `${root}/sources/${part(id)}/requesters`),
    mapRequester: (id: string, requester: string, account: string) =>
      ask<unknown>('PUT', `${root}/sources/${part(id)}/requesters/${part(requester)}`, { account }),
    unmapRequester: (id: string, requester: string) =>
      ask<unknown>('DELETE', `${root}/sources/${part(id)}/requesters/${part(requester)}`),
    trySource: (id: string, mapping: SourceMapping) =>
      ask<contract.TriedPayload[]>('POST', `${root}/sources/${part(id)}/try`, { mapping }),
    identity: () => ask<contract.Identity>('GET', `${root}/identity`),
    setIdentityMode: (mode: IdentityMode) => ask<unknown>('PUT', `${root}/identity/mode`, { mode }),
    createIdentityKey: (request: contract.NewIdentityKeyRequest) =>
      ask<contract.NewIdentityKey>('POST', `${root}/identity/keys`, request),
    revokeIdentityKey: (id: string) => ask<unknown>('DELETE', `${root}/identity/keys/${part(id)}`),
    inspectToken: (token: string) =>
      ask<contract.Inspection>('POST', `${root}/identity/inspect`, { token }),
  }
}

const failed = (failure: Failure): { kind: 'failed'; failure: Failure } => ({
  kind: 'failed',
  failure,
})

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

/** Brim's own envelope, or the bare `{ message }` of the sign-in routes. */
function failureOf(status: number, answer: unknown): Failure {
  const { error, message } = (answer ?? {}) as { error?: Partial<Failure>; message?: string }
  return {
    code: error?.code ?? (status === 401 ? 'unauthenticated' : 'internal'),
    message: error?.message ?? message ?? `Brim answered ${status}`,
    issues: (error?.issues ?? []).map(issueInWords),
  }
}
