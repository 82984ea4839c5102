/** Which fault belongs to which field. Pure. */

import { hrefIssue } from '../../../../shared/copy/href.ts'
import { copyIssues } from '../../../../shared/copy/issues.ts'
import type { Issue } from '../../../../shared/error.ts'
import type { Nudge } from '../../../../shared/nudge.ts'
import { audienceIssues } from './audience.ts'

/** The routes name the path from the request's root; fields are named from the nudge's. */
export function normalIssues(issues: readonly Issue[]): Issue[] {
  return issues.map(({ path, message }) => ({
    path: path.replace(/^(body|nudge)(\.|$)/, ''),
    message,
  }))
}

/** Faults of a field, and of what is inside it. */
export function issuesAt(issues: readonly Issue[], path: string): Issue[] {
  return issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`))
}

/** After a field was edited, what was said about it is no longer known to be true. */
export function withoutIssuesAt(issues: readonly Issue[], path: string): Issue[] {
  return issues.filter(
    (issue) =>
      issue.path !== path &&
      !issue.path.startsWith(`${path}.`) &&
      !path.startsWith(`${issue.path}.`),
  )
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

function copyFaults(draft: Nudge): Issue[] {
  return Object.entries(draft.copy).flatMap(([locale, copy]) => {
    const root = `copy.${locale}`
    const said = (path: string, text: string) =>
      copyIssues(text).map((message) => ({ path: `${root}.${path}`, message }))
    return [
      ...(copy.title.trim() === ''
        ? [{ path: `${root}.title`, message: 'A title is needed' }]
        : said('title', copy.title)),
      ...said('body', copy.body),
      ...copy.list.flatMap((line, at) => said(`list.${at}`, line)),
      ...copy.actions.flatMap((action, at) => {
        const path = `actions.${at}`
        const message = 'url' in action ? hrefIssue(action.url) : undefined
        return [
          ...(action.label.trim() === ''
            ? [{ path: `${root}.${path}.label`, message: 'An action needs a label' }]
            : said(`${path}.label`, action.label)),
          ...(message ? [{ path: `${root}.${path}.url`, message }] : []),
        ]
      }),
    ]
  })
}

/** The locale that a path lies in, if it lies in one. */
export function localeOf(path: string): string | undefined {
  return /^copy\.([^.]+)/.exec(path)?.[1]
}
