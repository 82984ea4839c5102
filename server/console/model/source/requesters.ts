/** Who asks a help desk, and whose customers they are where nothing else tells. */
import { createModel, signal } from '@preact/signals'
import type { RequestersView } from '../../../../shared/event/support.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Source } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import { createSecretGiver, type SecretDeps } from './give-secret.ts'

export const RequestersModel = createModel(
  (api: WorkspaceApi, source: Source, deps: SecretDeps) => {
    const view = createResource<RequestersView>(() => api.requesters(source.id))
    const isSaving = signal(false)
    /** As typed, by who asks: what was begun stays while the list is read anew. */
    const accounts = signal<ReadonlyMap<string, string>>(new Map())

    const send = async (run: () => ReturnType<typeof api.mapRequester>) => {
      isSaving.value = true
      const answer = await run()
      isSaving.value = false
      if (answer.kind === 'failed') deps.toasts.say(failureInWords(answer.failure))
      await view.load()
      return answer.kind === 'ok'
    }
    return {
      ...createSecretGiver(api, source, deps),
      view,
      isSaving,
      accounts,
      type(requester: string, account: string) {
        accounts.value = new Map(accounts.peek()).set(requester, account)
      },
      async map(requester: string, who: string) {
        const account = accounts.peek().get(requester)?.trim() ?? ''
        if (account === '') return
        if (!(await send(() => api.mapRequester(source.id, requester, account)))) return
        deps.toasts.say(`${who} is of “${account}”: what was asked is told`)
      },
      async forget(requester: string, account: string) {
        if (!(await send(() => api.unmapRequester(source.id, requester)))) return
        deps.toasts.say('Forgotten: what was told stays, what comes waits again', {
          label: 'Undo',
          run: () => void send(() => api.mapRequester(source.id, requester, account)),
        })
      },
    }
  },
)
export type Requesters = InstanceType<typeof RequestersModel>
