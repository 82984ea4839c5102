/**
 * Gainsight: the account’s company, and on it an activity of the timeline or a call to action. A company
 * is known by a field that holds the account’s id. Gainsight says no inside of a 200.
 */

import type { TargetOf } from '../../../shared/destination/setup.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { jsonIn, reasonIn } from '../answered.ts'
import type { Answer, Call } from '../call.ts'
import { escapeHtml } from '../escape-html.ts'
import type { OfAccount } from '../send.ts'
import { clip, storyOf } from '../story.ts'
import { judge, type Verdict, verdict } from '../verdict.ts'

type Gainsight = TargetOf<'gainsight'>
type Ask = (path: string, body: unknown) => Promise<Answer>

const companies = '/v1/data/objects/query/Company'
const activities = '/v1/data/objects/query/activity_timeline'

export async function send(
  call: Call,
  base: string,
  { target, outgoing }: { target: Gainsight; outgoing: OfAccount },
): Promise<Verdict> {
  const ask: Ask = (path, body) =>
    call({
      url: base + path,
      headers: {
        accesskey: target.credentials.accessKey,
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Brim',
      },
      body: JSON.stringify(body),
    })
  const company = await findCompany(ask, target, outgoing)
  if (typeof company !== 'string') return company
  const isActivity = target.settings.creates === 'activity'
  // Whether an attempt that broke off has made it, is looked up.
  if (outgoing.attempt > 1) {
    const made = isActivity
      ? await ask(activities, whereIs('ExternalId', outgoing.id, ['ExternalId']))
      : await ask('/v2/cockpit/cta/list', ctasLike(outgoing, company))
    if (!isTaken(made)) return judgeGainsight(made)
    if (rowsIn(made).some((row) => JSON.stringify(row).includes(outgoing.id))) {
      return verdict(made, 'delivered')
    }
  }
  return judgeGainsight(
    isActivity
      ? await ask('/v1/ant/es/activity', activityOf(target, outgoing, company))
      : await ask('/v2/cockpit/cta', ctaOf(target, outgoing, company)),
  )
}

/** The company’s id there, or why there is none. */
async function findCompany(
  ask: Ask,
  { settings: { companyField, createsCompanies } }: Gainsight,
  { message: { data } }: OfAccount,
): Promise<string | Verdict> {
  const found = await ask(companies, whereIs(companyField, data.account, ['Gsid'], 2))
  if (!isTaken(found)) return judgeGainsight(found)
  const [first, second] = rowsIn(found)
  if (second) {
    return verdict(found, 'refused', `Several companies have this ${companyField}: make it unique`)
  }
  if (first) return idOf(first) ?? notAsGainsight(found)
  if (!createsCompanies) return verdict(found, 'refused', `No company has this ${companyField}`)
  const name = data.traits?.account?.name
  const record = {
    Name: clip(typeof name === 'string' && name.trim() ? name : data.account, 200),
    [companyField]: data.account,
  }
  const made = await ask('/v1/data/objects/Company', { records: [record] })
  if (!isTaken(made)) return judgeGainsight(made)
  return idOf(rowsIn(made)[0]) ?? notAsGainsight(made)
}

/** Conditions are named by letters, and joined by them. */
export const whereIs = (name: string, value: string, select: string[], limit = 1) => ({
  select,
  where: { conditions: [{ name, alias: 'A', value: [value], operator: 'EQ' }], expression: 'A' },
  limit,
})

/** Those of this name on this company: which of them is ours stands in its comments. */
const ctasLike = ({ message, home }: OfAccount, company: string) => ({
  select: ['Name', 'Comments'],
  where: {
    conditions: [
      { fieldName: 'CompanyId', alias: 'A', value: [company], operator: 'EQ' },
      {
        fieldName: 'Name',
        alias: 'B',
        value: [clip(storyOf(message, home).title, 200)],
        operator: 'EQ',
      },
    ],
    expression: 'A AND B',
  },
  pageSize: 100,
  pageNumber: 1,
})

/** Of a user by their e-mail address; where there is none, it is refused. */
const byEmail = (field: string, objectName: string) => ({
  fields: { [field]: 'Email' },
  lookupField: 'Gsid',
  objectName,
  multiMatchOption: 'FIRSTMATCH',
  onNoMatch: 'ERROR',
})

/** `ExternalId` is what Gainsight knows a repeated one by. */
export function activityOf(
  { settings: { owner, activityType } }: Gainsight,
  outgoing: OfAccount,
  company: string,
) {
  const { id, message, home } = outgoing
  return {
    records: [
      {
        ContextName: 'Company',
        TypeName: activityType,
        ExternalId: id,
        Subject: clip(storyOf(message, home).title, 200),
        Notes: htmlOf(outgoing),
        ActivityDate: message.timestamp,
        Author: owner,
        GsCompanyId: company,
      },
    ],
    lookups: { AuthorId: byEmail('Author', 'GsUser') },
  }
}

export function ctaOf({ settings }: Gainsight, outgoing: OfAccount, company: string) {
  const { id, message, home, now } = outgoing
  const until = message.type === 'signal_fired' ? message.data.expiresAt : now + 7 * dayMs
  return {
    requests: [
      {
        record: {
          referenceId: id,
          Name: clip(storyOf(message, home).title, 200),
          CompanyId: company,
          OwnerEmail: settings.owner,
          type: settings.ctaType,
          ...(settings.ctaReason ? { reason: settings.ctaReason } : {}),
          priority: settings.ctaPriority,
          status: settings.ctaStatus,
          DueDate: new Date(until).toISOString().slice(0, 10),
          Comments: htmlOf(outgoing),
        },
      },
    ],
    lookups: { OwnerId: byEmail('OwnerEmail', 'gsuser') },
  }
}

function htmlOf({ id, message, home }: OfAccount): string {
  const { lines, facts, link, foot } = storyOf(message, home)
  const told = facts.map(({ name, value }) => `${name}: ${value}`)
  return [...lines, ...told, ...(link ? [link] : []), `${foot} ${id}`].map(escapeHtml).join('<br>')
}

type Envelope = { result?: unknown; data?: unknown }

/** Of a call to action each record is judged on its own: `failure` beside `success`. */
function isTaken(answer: Answer): boolean {
  const { result, data } = jsonIn(answer) as Envelope
  return answer.status < 300 && result === true && failuresIn(data).length === 0
}

function failuresIn(data: unknown): unknown[] {
  const { failure, failures, errors } = (data ?? {}) as Record<string, unknown>
  return [failure, failures, errors].flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.values(one) : [],
  )
}

/** `result` says whether it was a yes, whatever the status. */
export function judgeGainsight(answer: Answer): Verdict {
  const judged = judge(answer)
  const said = reasonIn(answer)
  if (judged.meaning !== 'delivered') {
    return said ? { ...judged, error: `${judged.error}. Gainsight says: ${said}` } : judged
  }
  const { result, data } = jsonIn(answer) as Envelope
  if (typeof result !== 'boolean') return notAsGainsight(answer)
  if (isTaken(answer)) return judged
  const [failed] = failuresIn(data)
  const why = said ?? (failed === undefined ? 'not taken' : clip(JSON.stringify(failed), 300))
  return verdict(answer, 'refused', `Gainsight says: ${why}`)
}

const notAsGainsight = (answer: Answer) =>
  verdict(answer, 'fault', `Answered ${answer.status}, but not as Gainsight does`)

/** Found or made: in a list, or in `records`. */
function rowsIn(answer: Answer): Record<string, unknown>[] {
  const { data } = jsonIn(answer) as Envelope
  const { records = data } = (data ?? {}) as { records?: unknown }
  return Array.isArray(records) ? records : []
}

function idOf(row: Record<string, unknown> | undefined): string | undefined {
  return typeof row?.Gsid === 'string' ? row.Gsid : undefined
}
