export const issuesId = 'issues'

/** A save was refused: why is read first, from its beginning, wherever on the page somebody was. */
export function showIssues(): void {
  requestAnimationFrame(() => {
    const summary = document.getElementById(issuesId)
    summary?.focus({ preventScroll: true })
    summary?.scrollIntoView({ block: 'start' })
  })
}
