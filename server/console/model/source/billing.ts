/** A source that is billing: what came of it, its signing secret, and whose its customers are. */
import { createModel, signal } from '@preact/signals'
import type { BillingView } from '../../../../shared/event/billing.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Source } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import { createSecretGiver, type SecretDeps } from './give-secret.ts'

export const BillingModel = createModel((api: WorkspaceApi, source: Source, deps: SecretDeps) => {
  const { toasts } = deps
  const view = createResource<BillingView>(() => api.billing(source.id))
  const isSaving = signal(false)
  /** As typed, by customer: what was begun stays while the list is read anew. */
  const accounts = signal<ReadonlyMap<string, string>>(new Map())

  return {
    ...createSecretGiver(api, source, deps),
    view,
    isSaving,
    accounts,
    type(customer: string, account: string) {
      accounts.value = new Map(accounts.peek()).set(customer, account)
    },
    async map(customer: string) {
      const account = accounts.peek().get(customer)?.trim() ?? ''
      if (account === '') return
      isSaving.value = true
      const answer = await api.mapCustomer(source.id, customer, account)
      isSaving.value = false
      if (answer.kind === 'failed') toasts.say(failureInWords(answer.failure))
      else {
        accounts.value = new Map([...accounts.peek()].filter(([one]) => one !== customer))
        toasts.say(`${customer} is “${account}”: what came of it is applied`)
      }
      await view.load()
    },
  }
})
export type Billing = InstanceType<typeof BillingModel>
