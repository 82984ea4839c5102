/** After the server’s secret has changed: what the one before has sealed is sealed anew. */
import { placeOf as placeOfCredentials } from '../deliver/place.ts'
import { placeOf as placeOfKey } from '../identity/key.ts'
import { placeOfSource } from '../inbound/place.ts'
import { placeOfMail } from '../post/place.ts'
import { placeOfSecret } from '../second-factor/place.ts'
import { listSealedKeys, swapSealed } from '../store/control/identity.ts'
import { listSealedMails, swapSealedMail } from '../store/control/mails.ts'
import { listSealedFactors, swapSealedFactor } from '../store/control/second-factors.ts'
import { listSealedSources, swapSealedSource } from '../store/control/sources.ts'
import { listWorkspaces } from '../store/control/workspaces.ts'
import { listSealedAnswers, placeOfAnswer } from '../store/workspace/queries/answers.ts'
import { listSealed } from '../store/workspace/queries/destinations.ts'
import type { Line } from './command.ts'
import type { Owned } from './run-command.ts'
import { markSecret } from './same-secret.ts'

type Resealing = Pick<
  Owned,
  'control' | 'sealer' | 'openWorkspace' | 'swapCredentials' | 'swapAnswer'
>

/** One sealed text: where it stands, and how it is replaced where it still is what was read. */
type Sealed = { place: string; before: string; swap(after: string): Promise<boolean> }

export async function reseal(owned: Resealing): Promise<Line[]> {
  const { seal, open, isCurrent } = owned.sealer
  let texts = 0
  let unopened = 0
  for await (const { place, before, swap } of allSealed(owned)) {
    if (isCurrent(before)) continue
    const text = opened(() => open(before, place))
    // Where somebody has just set another, it is sealed under the new secret already.
    if (text === undefined) unopened++
    else if (await swap(seal(text, place))) texts++
  }
  await markSecret(owned.control, owned.sealer)
  return [{ type: 'resealed', texts, unopened }]
}

async function* allSealed({ control, ...owned }: Resealing): AsyncGenerator<Sealed> {
  for (const { sealed: before, ...key } of await listSealedKeys(control.db)) {
    const swap = (after: string) => swapSealed(control.db, { id: key.id, before, after })
    yield { place: placeOfKey(key), before, swap }
  }
  for (const { person, sealed: before } of await listSealedFactors(control.db)) {
    const swap = (after: string) => swapSealedFactor(control.db, { person, before, after })
    yield { place: placeOfSecret(person), before, swap }
  }
  for (const { id, sealed: before } of await listSealedMails(control.db)) {
    if (before === null) continue
    const swap = (after: string) => swapSealedMail(control.db, { id, before, after })
    yield { place: placeOfMail(id), before, swap }
  }
  for (const { sealed: before, ...source } of await listSealedSources(control.db)) {
    const swap = (after: string) => swapSealedSource(control.db, { id: source.id, before, after })
    yield { place: placeOfSource(source), before, swap }
  }
  for (const { id: workspace } of await listWorkspaces(control.db)) {
    const { db } = await owned.openWorkspace(workspace)
    for (const { id, credentials: before } of await listSealed(db)) {
      const swap = (after: string) =>
        owned.swapCredentials(workspace, { id, before, after, doing: null })
      yield { place: placeOfCredentials(workspace, id), before, swap }
    }
    for (const { key, body: before } of await listSealedAnswers(db)) {
      const swap = (after: string) => owned.swapAnswer(workspace, { key, before, after })
      yield { place: placeOfAnswer(workspace, key), before, swap }
    }
  }
}

function opened(open: () => string): string | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof Error && error.name === 'SealError') return undefined
    throw error
  }
}
