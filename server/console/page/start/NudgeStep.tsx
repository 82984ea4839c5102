/** A place that the product has told of, a template, and a nudge that is ready to publish. */
import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { Choice } from '../../component/form/Choice.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { FormatGlyph } from '../../component/mark/FormatGlyph.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import type { TemplateName } from '../../model/start/start-templates.ts'
import { placementInWords } from '../../words/nudge.ts'

const ownPlace = 'own'

export const NudgeStep = () => {
  const { start, nudges } = useWorkspace()
  const made = nudges.sorted.value?.filter((one) => one.status !== 'paused') ?? []
  const isMore = useSignal(false)
  if (made.length > 0 && !isMore.value) {
    return (
      <>
        <ul class="start-nudges">
          {made.slice(0, 5).map((record) => (
            <li key={record.key} class="line">
              <Link class="row-title" to={`/nudges/${record.key}`}>
                {record.draft.name}
              </Link>
              <StatusBadge kind="nudge" status={record.status} />
              <span class="muted small">{placementInWords(record.draft.placement)}</span>
              {record.published === null && (
                <span class="push">
                  <Button
                    tone="primary"
                    size="small"
                    disabled={start.isBusy.value}
                    onClick={() => void start.publish(record.key)}
                  >
                    Publish<span class="visually-hidden"> {record.draft.name}</span>
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
        <p class="hint">
          Open it to change its words and see it as others will, or publish it as it is.{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              isMore.value = true
            }}
          >
            Make another from a template
          </button>
        </p>
      </>
    )
  }
  return (
    <Maker
      onMade={() => {
        isMore.value = false
      }}
    />
  )
}

const Maker = ({ onMade }: { onMade(): void }) => {
  const { start } = useWorkspace()
  const places = (start.state.data.value?.places ?? []).slice(0, 8)
  const wall = places.find(({ placement }) => placement.startsWith('paywall:'))
  const picked = useSignal<string | null>(null)
  const chosen = picked.value ?? wall?.placement ?? places[0]?.placement ?? ownPlace
  const feature = useSignal('export')
  const template = useSignal<TemplateName>('wall')
  const isOwn = chosen === ownPlace
  const placement = isOwn ? `paywall:${feature.value.trim()}` : chosen
  return (
    <>
      <Field
        path="start-place"
        label="Where it appears"
        hint={
          places.length === 0
            ? 'Your pages have told of no place yet: name the feature that has a paywall.'
            : 'These are the places that your product has told of.'
        }
      >
        <select
          {...controlProps('start-place')}
          class="select"
          value={chosen}
          onChange={(event) => {
            picked.value = event.currentTarget.value
          }}
        >
          {places.map((one) => (
            <option key={one.placement} value={one.placement}>
              {placementInWords(one.placement)}
            </option>
          ))}
          <option value={ownPlace}>The paywall of another feature…</option>
        </select>
      </Field>
      {isOwn && (
        <Field path="start-feature" label="Feature" hint="As your code calls it.">
          <input
            {...controlProps('start-feature')}
            class="input mono"
            maxLength={64}
            spellcheck={false}
            value={feature.value}
            onInput={(event) => {
              feature.value = event.currentTarget.value
            }}
          />
        </Field>
      )}
      <Choice
        path="template"
        label="How it looks"
        value={template.value}
        options={[
          {
            value: 'wall',
            text: 'At a wall',
            hint: 'A modal, where somebody needs more',
            drawing: <FormatGlyph format="modal" />,
          },
          {
            value: 'hint',
            text: 'A quiet hint',
            hint: 'A small card in the corner',
            drawing: <FormatGlyph format="toast" />,
          },
          {
            value: 'bar',
            text: 'A line',
            hint: 'A banner at the edge',
            drawing: <FormatGlyph format="banner" />,
          },
        ]}
        onChange={(next) => {
          template.value = next
        }}
      />
      <div>
        <Button
          tone="primary"
          disabled={start.isBusy.value || placement === 'paywall:'}
          onClick={async () => {
            if (await start.make(template.value, placement)) onMade()
          }}
        >
          Make the nudge
        </Button>
      </div>
    </>
  )
}
