/** Which fault belongs to which field. Pure. */

import { hrefIssue } from '../../../../shared/copy/href.ts'
import { copyIssues } from '../../../../shared/copy/issues.ts'
import type { Copy, Nudge } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { issueInWords } from '../../words/issue.ts'
import { audienceIssues } from './audience.ts'
import { splitPlacement } from './placement.ts'
import { textsOf } from './texts.ts'
import { everyCopy } from './words.ts'

/** The routes name the path from the request's root; fields are named from the nudge's. */
export function normalIssues(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => {
    const path = issue.path.replace(/^(body|nudge|mapping)(\.|$)/, '')
    return issueInWords({ ...issue, path, message: forAuthors(path, issue.message) })
  })
}

/** How a placement is written helps whoever writes JSON, not whoever chooses it from lists. */
const forAuthors = (field: string, message: string) =>
  field === 'placement' && message.startsWith('Expected ') ? choosePlace : message

const choosePlace = 'Choose what it waits for, under “Where”'

/** Whether it is there, or inside of what is there. */
export const isAt = (path: string, place: string) => path === place || path.startsWith(`${place}.`)

/** Faults of a field, and of what is inside it. */
export function issuesAt(issues: readonly Issue[], path: string): Issue[] {
  return issues.filter((issue) => isAt(issue.path, path))
}

/** After a field was edited, what was said about it is no longer known to be true. */
export function withoutIssuesAt(issues: readonly Issue[], path: string): Issue[] {
  return issues.filter((issue) => !isAt(issue.path, path) && !isAt(path, issue.path))
}

/** Each fault once; the first that names a place and message stays. */
export function uniqueIssues(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ path, message }) => {
    const text = `${path}\n${message}`
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** What can be said of words and audience while they are typed, without the server. */
export function quickIssues(draft: Nudge): Issue[] {
  return [...copyFaults(draft), ...audienceIssues(draft.audience)]
}

/**
 * What a nudge cannot be saved without. Not a fault of one that was only just begun: said once somebody
 * wants to save it.
 */
export function missingIssues({ name, key, placement, offer }: Nudge): Issue[] {
  const place = splitPlacement(placement)
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: 'A name is needed' }] : []),
    ...(key === '' ? [{ path: 'key', message: 'A key is needed' }] : []),
    ...(place.kind !== 'page' && place.name === ''
      ? [{ path: 'placement', message: choosePlace }]
      : []),
    ...(offer === ''
      ? [{ path: 'offer', message: 'Choose what it offers, under “When and what”' }]
      : []),
  ]
}

function copyFaults(draft: Nudge): Issue[] {
  return everyCopy(draft).flatMap(({ root, copy }) => {
    return [...missingWords(copy), ...unknownVariables(copy), ...badAddresses(copy)].map(
      ({ path, message }) => ({ path: `${root}.${path}`, message }),
    )
  })
}

function missingWords({ title, actions }: Copy): Issue[] {
  return [
    ...(title.trim() === '' ? [{ path: 'title', message: 'A title is needed' }] : []),
    ...actions.flatMap(({ label }, at) =>
      label.trim() === ''
        ? [{ path: `actions.${at}.label`, message: 'An action needs a label' }]
        : [],
    ),
  ]
}

function unknownVariables(copy: Copy): Issue[] {
  return textsOf(copy).flatMap(({ path, text }) =>
    copyIssues(text).map((message) => ({ path, message })),
  )
}

function badAddresses({ picture, actions }: Copy): Issue[] {
  const addresses = [
    ...(picture?.kind === 'image' ? [{ path: 'picture.url', url: picture.url }] : []),
    ...actions.flatMap((one, at) =>
      'url' in one ? [{ path: `actions.${at}.url`, url: one.url }] : [],
    ),
  ]
  return addresses.flatMap(({ path, url }) => {
    const message = hrefIssue(url)
    return message ? [{ path, message }] : []
  })
}
