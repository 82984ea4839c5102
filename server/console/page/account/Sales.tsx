/** Who of sales has the account, and taking it: no prompt goes between them then. */
import { dayMs } from '../../../../shared/value/duration.ts'
import { Button } from '../../component/button/Button.tsx'
import { Menu, MenuItem } from '../../component/button/Menu.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Until } from '../../component/mark/Time.tsx'
import type { AccountDetail } from '../../contract.ts'
import type { Account } from '../../model/account/accounts.ts'
import { claimWords } from '../../words/account.ts'
import { Block } from './Block.tsx'

const periods = [
  { words: 'For two weeks', days: 14 },
  { words: 'For a month', days: 30 },
  { words: 'Until I release it', days: null },
]

type Props = { account: Account; detail: AccountDetail }

export const Sales = ({ account, detail: { claim } }: Props) => {
  const { session } = useConsole()
  const state = session.state.value
  const own = state.kind === 'in' ? state.me.person.email : ''
  const refusal = useRefusal('claim')
  return (
    <Block title="With sales">
      {claim ? (
        <div class="line">
          <span>
            {claim.by === own ? 'You' : claim.by}{' '}
            <span class="muted small">
              {claim.by === own && claim.kind === 'claim'
                ? 'have claimed it'
                : claimWords[claim.kind]}
            </span>
          </span>
          {claim.until !== null && (
            <span class="badge push">
              ends <Until at={claim.until} />
            </span>
          )}
        </div>
      ) : (
        <p class="muted small">
          Nobody yet. Claim it while you talk with them: prompts stay away, only “contact” forms
          name you.
        </p>
      )}
      {refusal && <p class="muted small">{refusal}</p>}
      {!refusal &&
        (claim ? (
          <div>
            <Button size="small" onClick={() => void account.release(claim.by === own)}>
              Release
            </Button>
          </div>
        ) : (
          <Menu label="Claim it" text="Claim it" tone="plain" size="small">
            {(close) =>
              periods.map(({ words, days }) => (
                <MenuItem
                  key={words}
                  onClick={() => {
                    close()
                    void account.claim(days === null ? null : Date.now() + days * dayMs)
                  }}
                >
                  {words}
                </MenuItem>
              ))
            }
          </Menu>
        ))}
    </Block>
  )
}
