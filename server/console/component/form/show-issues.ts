export const issuesId = 'issues'

/** A save was refused: why is read first, from its beginning, wherever on the page somebody was. */
export function showIssues(): void {
  requestAnimationFrame(() => {
    const summary = document.getElementById(issuesId)
    if (!summary) return
    summary.focus({ preventScroll: true })
    const isAbove = summary.getBoundingClientRect().top < 0
    summary.scrollIntoView({ block: isAbove ? 'start' : 'nearest' })
  })
}
