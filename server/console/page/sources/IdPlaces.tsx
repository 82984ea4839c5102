/** Where the ids of account and user stand in a message: the first place that has one. */
import { isHelpDesk, type UserPlace, type Vendor } from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { Faults } from '../../component/form/Field.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { MappingEditor } from '../../model/source/mapping-editor.ts'
import { placeWords } from '../../words/source.ts'
import { Section } from '../editor/Section.tsx'

type Kinds = Partial<Record<UserPlace['in'], string>>

const { user_id, group, property, trait, email } = placeWords
const ofTools = {
  account: { group, property, trait },
  user: { user_id, property, trait },
} as const satisfies Record<'account' | 'user', Kinds>

/** Traits are what a help desk knows of a person, which is the address alone. */
const ofHelpDesks = {
  account: { group: placeWords.company, property: placeWords.field },
  user: { user_id: placeWords.external_id, email, property: placeWords.field },
} as const satisfies Record<'account' | 'user', Kinds>

export const IdPlaces = ({ vendor, editor }: { vendor: Vendor; editor: MappingEditor }) => (
  <Section
    title="Whose it is"
    words="The first place that holds an id counts. A user without an account is an account of one."
  >
    <Places of="account" title="The account is" vendor={vendor} editor={editor} />
    <Places of="user" title="The user is" vendor={vendor} editor={editor} />
  </Section>
)

type Props = { of: 'account' | 'user'; title: string; vendor: Vendor; editor: MappingEditor }

const Places = ({ of, title, vendor, editor }: Props) => {
  const places: readonly UserPlace[] = editor.draft.value[of]
  const kinds: Kinds = (isHelpDesk(vendor) ? ofHelpDesks : ofTools)[of]
  const set = (next: UserPlace[]) => editor.set({ [of]: next })
  return (
    <fieldset class="stack tight">
      <legend class="field-label">{title}</legend>
      {places.length === 0 && <p class="muted">Nowhere: each user is an account of one.</p>}
      <ol class="stack tight">
        {places.map((place, i) => (
          <li key={i}>
            <span class="sentence source-words short">
              <span class="leaf-word">{i === 0 ? 'in' : 'else in'}</span>
              <ChoiceOf
                path={`${of}.${i}`}
                label={`Place ${i + 1} of the ${of}’s id`}
                value={place.in}
                options={kinds as Readonly<Record<UserPlace['in'], string>>}
                onChange={(next) => set(changed(places, i, placeIn(next)))}
              />
              <Name
                path={`${of}.${i}`}
                vendor={vendor}
                place={place}
                editor={editor}
                onChange={(next) => set(changed(places, i, next))}
              />
              <Button
                size="small"
                tone="quiet"
                icon="cross"
                label={`Remove place ${i + 1} of the ${of}’s id`}
                disabled={of === 'user' && places.length === 1}
                onClick={() => set(places.filter((_, at) => at !== i))}
              />
            </span>
            <FaultsWithin path={`${of}.${i}`} issues={editor.issues.value} />
          </li>
        ))}
      </ol>
      <Faults path={of} issues={editor.issues.value.filter(({ path }) => path === of)} />
      <div>
        <Button
          size="small"
          tone="quiet"
          icon="plus"
          onClick={() => set([...places, placeIn('property')])}
        >
          Another place
        </Button>
      </div>
    </fieldset>
  )
}

type NameProps = {
  path: string
  vendor: Vendor
  place: UserPlace
  editor: MappingEditor
  onChange(place: UserPlace): void
}

const Name = ({ path, vendor, place, editor, onChange }: NameProps) => {
  const { properties, traits } = editor.names.value
  switch (place.in) {
    case 'user_id':
    case 'email':
      return null
    case 'group':
      return isHelpDesk(vendor) ? null : (
        <Suggested
          path={`${path}.type`}
          issues={issuesAt(editor.issues.value, `${path}.type`)}
          label="Type of the group"
          placeholder="of any type"
          value={place.type ?? ''}
          known={[]}
          onChange={(type) => onChange(type === '' ? { in: 'group' } : { in: 'group', type })}
        />
      )
    case 'property':
    case 'trait':
      return (
        <Suggested
          path={`${path}.name`}
          issues={issuesAt(editor.issues.value, `${path}.name`)}
          label={`Name of the ${place.in}`}
          placeholder="account_id"
          value={place.name}
          known={place.in === 'property' ? properties : traits}
          onChange={(name) => onChange({ ...place, name })}
        />
      )
    default:
      return place satisfies never
  }
}

function placeIn(kind: UserPlace['in']): UserPlace {
  switch (kind) {
    case 'user_id':
    case 'email':
    case 'group':
      return { in: kind }
    case 'property':
    case 'trait':
      return { in: kind, name: '' }
    default:
      return kind satisfies never
  }
}

const changed = (places: readonly UserPlace[], at: number, place: UserPlace) =>
  places.map((one, i) => (i === at ? place : one))
