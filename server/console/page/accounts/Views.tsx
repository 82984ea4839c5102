/** Lists that were saved under a name, and saving the one that is looked at. */
import { useSignal } from '@preact/signals'
import type { AccountFilters } from '../../../../shared/account/account-view.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { noFilters, sameFilters } from '../../model/account/account-filters.ts'

type Props = { onChoose(filters: AccountFilters): void }

/** Those that everybody has. */
const ready: AccountFilters[] = [
  noFilters,
  { ...noFilters, signal: '*' },
  { ...noFilters, fullness: 80, order: 'fullest' },
  { ...noFilters, claim: 'mine' },
]
const readyNames = ['All', 'Ready for more', 'Nearly full', 'Mine']

export const Views = ({ onChoose }: Props) => {
  const { ranking } = useWorkspace()
  const isSaving = useSignal(false)
  const filters = ranking.filters.value
  const saved = ranking.views.data.value ?? []
  const all = [
    ...ready.map((filters, i) => ({ id: `ready-${i}`, name: readyNames[i] ?? '', filters })),
    ...saved,
  ]
  const current = ranking.view.value
  const isKnown = all.some((one) => sameFilters(one.filters, filters))
  return (
    <div class="views">
      <nav aria-label="Views" class="views-list">
        {all.map((view) => (
          <button
            key={view.id}
            type="button"
            class="view-tab"
            aria-pressed={sameFilters(view.filters, filters)}
            onPointerEnter={() => ranking.prefetch(view.filters)}
            onFocus={() => ranking.prefetch(view.filters)}
            onClick={() => onChoose(view.filters)}
          >
            {view.name}
          </button>
        ))}
      </nav>
      {!isKnown && (
        <Button
          needs="save_views"
          size="small"
          icon="plus"
          onClick={() => {
            isSaving.value = true
          }}
        >
          Save view
        </Button>
      )}
      {current?.isOwn && (
        <Button
          needs="save_views"
          size="small"
          tone="quiet"
          icon="cross"
          onClick={() => void ranking.remove(current)}
        >
          Remove view
        </Button>
      )}
      {isSaving.value && (
        <SaveDialog
          onClose={() => {
            isSaving.value = false
          }}
        />
      )}
    </div>
  )
}

const SaveDialog = ({ onClose }: { onClose(): void }) => {
  const { ranking } = useWorkspace()
  const name = useSignal('')
  const isShared = useSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await ranking.save(name.value.trim(), isShared.value)) onClose()
  }
  return (
    <Dialog title="Save this view" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field path="view-name" label="Name" hint="Its filters and its order are kept.">
          <input
            {...controlProps('view-name')}
            class="input"
            maxLength={60}
            required
            autocomplete="off"
            placeholder="Free teams near their limit"
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </Field>
        <label class="check">
          <input
            type="checkbox"
            checked={isShared.value}
            onChange={(event) => {
              isShared.value = event.currentTarget.checked
            }}
          />
          Everybody in the workspace sees it
        </label>
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" disabled={name.value.trim() === ''}>
            Save view
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
