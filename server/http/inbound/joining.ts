/**
 * In which accounts users are, by what is being taken in at this moment. A page's library says who is in
 * which account and what they did in requests of their own, all at once: what is not committed yet must
 * not be overtaken, or the event counts for nobody's account and takes its user there.
 */

/** Of one request. */
export type Joining = {
  say(user: string, account: string): void
  /** What another request said last that is still being taken in: of its own messages each knows those before. */
  accountOf(user: string): string | undefined
  /** All that it said is committed, or refused. */
  end(): void
}

export type Joinings = { begin(workspace: string): Joining }

export function createJoinings(): Joinings {
  const said = new Map<string, { account: string }[]>()
  return {
    begin(workspace) {
      const own = new Map<{ account: string }, string>()
      const keyOf = (user: string) => JSON.stringify([workspace, user])
      return {
        say(user, account) {
          const key = keyOf(user)
          const one = { account }
          said.set(key, [...(said.get(key) ?? []), one])
          own.set(one, key)
        },
        accountOf: (user) => said.get(keyOf(user))?.findLast((one) => !own.has(one))?.account,
        end() {
          for (const [one, key] of own) {
            const left = said.get(key)?.filter((other) => other !== one) ?? []
            if (left.length > 0) said.set(key, left)
            else said.delete(key)
          }
        },
      }
    },
  }
}
