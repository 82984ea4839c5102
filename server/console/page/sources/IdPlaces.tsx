/** Where the ids of account and user stand in a message: the first place that has one. */
import type { IdPlace } from '../../../../shared/source.ts'
import { Button } from '../../component/Button.tsx'
import { ChoiceOf } from '../../component/ChoiceOf.tsx'
import { Faults } from '../../component/Field.tsx'
import { Suggested } from '../../component/Suggested.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { MappingEditor } from '../../model/source/mapping-editor.ts'
import { placeWords } from '../../words/source.ts'
import { Section } from '../editor/Section.tsx'

const kinds = {
  account: { group: placeWords.group, property: placeWords.property, trait: placeWords.trait },
  user: {
    user_id: placeWords.user_id,
    property: placeWords.property,
    trait: placeWords.trait,
  },
} as const

export const IdPlaces = ({ editor }: { editor: MappingEditor }) => (
  <Section
    title="Whose it is"
    words="The first place that holds an id counts. A user without an account is an account of one."
  >
    <Places of="account" title="The account is" editor={editor} />
    <Places of="user" title="The user is" editor={editor} />
  </Section>
)

type Props = { of: 'account' | 'user'; title: string; editor: MappingEditor }

const Places = ({ of, title, editor }: Props) => {
  const places = editor.draft.value[of]
  const set = (next: IdPlace[]) => editor.set({ [of]: next })
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
                label={`Place ${i + 1} of the ${of}’s id`}
                value={place.in}
                options={kinds[of] as Readonly<Record<IdPlace['in'], string>>}
                onChange={(next) => set(changed(places, i, placeIn(next as IdPlace['in'])))}
              />
              <Name
                path={`${of}.${i}`}
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
            <Faults path={`${of}.${i}`} issues={issuesAt(editor.issues.value, `${of}.${i}`)} />
          </li>
        ))}
      </ol>
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
  place: IdPlace
  editor: MappingEditor
  onChange(place: IdPlace): void
}

const Name = ({ path, place, editor, onChange }: NameProps) => {
  const { properties, traits } = editor.names.value
  switch (place.in) {
    case 'user_id':
      return null
    case 'group':
      return (
        <Suggested
          path={`${path}.type`}
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

function placeIn(kind: IdPlace['in']): IdPlace {
  switch (kind) {
    case 'user_id':
    case 'group':
      return { in: kind }
    case 'property':
    case 'trait':
      return { in: kind, name: '' }
    default:
      return kind satisfies never
  }
}

const changed = (places: readonly IdPlace[], at: number, place: IdPlace) =>
  places.map((one, i) => (i === at ? place : one))
