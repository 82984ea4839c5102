/** What refers to it, and so has to be changed before it can be deleted. */

import type { Use } from '../../../../shared/definition/uses.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { pathTo } from '../../router.ts'
import { accountsOnInWords } from '../../words/catalogue.ts'

const addressOf = ({ kind, key }: Use) =>
  kind === 'trigger' ? `/triggers/${encodeURIComponent(key)}` : pathTo(kind, key)

export const WhereUsed = ({ entry }: { entry: Entry }) => {
  const { catalogue } = useWorkspace()
  const uses = catalogue.usesOf(entry.kind, entry.record.value?.key ?? '')
  const accounts = catalogue.accountsOn.value(entry.kind, entry.record.value?.key ?? '') ?? 0
  return (
    <section class="card" aria-labelledby="where-used">
      <div class="card-head">
        <div>
          <h2 id="where-used" tabIndex={-1}>
            Where it is used
          </h2>
          <p class="hint">
            {uses.length === 0
              ? accounts > 0
                ? 'In no offer.'
                : 'Nowhere: it can be deleted.'
              : `It can be deleted when ${uses.length === 1 ? 'this no longer refers' : 'none of these refers'} to it.`}
          </p>
          {accounts > 0 && (
            <p class="hint">
              {accountsOnInWords(accounts)} Their limits go with it when it is archived or deleted.
            </p>
          )}
        </div>
      </div>
      {uses.length > 0 && (
        <ul class="rows">
          {uses.map((use) => (
            <li key={use.kind + use.key}>
              <Link class="row use-row" to={addressOf(use)}>
                <span class="row-title">{use.name}</span>
                <span class="muted small">{use.kind}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
