/** A search for the account, and the user in it, that something is seen as. */
import { useModel, useSignal } from '@preact/signals'
import { AccountSearchModel } from '../../model/account/accounts.ts'
import { nameOf, planOf } from '../../words/account.ts'
import { useWorkspace } from '../frame/context.tsx'
import { Icon } from '../mark/Icon.tsx'
import { SearchField } from './SearchField.tsx'

type Props = { onChoose(account: string): void }

export const AccountPicker = ({ onChoose }: Props) => {
  const { api } = useWorkspace()
  const search = useModel(() => new AccountSearchModel(api))
  const isAsked = useSignal(false)
  if (!isAsked.value) {
    isAsked.value = true
    void search.load()
  }
  return (
    <div class="stack tight">
      <div class="search">
        <Icon name="search" />
        <SearchField label="Find an account" value={search.text.value} onType={search.type} />
      </div>
      <div>
        {search.list.value?.slice(0, 8).map((account) => (
          <button
            type="button"
            class="menu-item"
            key={account.id}
            onClick={() => onChoose(account.id)}
          >
            <span class="truncate">{nameOf(account)}</span>
            <span class="muted small push">{planOf(account)}</span>
          </button>
        ))}
        {search.list.value?.length === 0 && <p class="hint">No account is called that.</p>}
      </div>
    </div>
  )
}
