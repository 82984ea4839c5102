/** The meter whose usage is shown, and what it is called. */
import { useId } from 'preact/hooks'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { CopyProps } from './Section.tsx'

export const UsageFields = ({ editor, issues, locale, root, copy: { unit } }: CopyProps) => {
  const { nudges } = useWorkspace()
  const known = useId()
  const { meter, placement, format } = editor.draft.value
  const unitPath = `${root}.unit`
  const at = (path: string) => issuesAt(issues, path)
  const own = placement.startsWith('meter:') ? placement.slice('meter:'.length) : ''
  return (
    <div class="fields">
      <Field
        path="meter"
        label="Meter"
        issues={at('meter')}
        isOptional={format !== 'meter' || own !== ''}
        hint={
          format === 'meter'
            ? 'Whose usage it shows; an account of which it isn’t known sees nothing.'
            : 'A bar with its usage, where that is known.'
        }
      >
        <input
          {...controlProps('meter', at('meter'))}
          class="input mono"
          list={known}
          spellcheck={false}
          placeholder={own}
          value={meter ?? ''}
          onInput={(event) => {
            const { value } = event.currentTarget
            if (value === '') editor.clear('meter')
            else editor.set('meter', value)
          }}
        />
        <datalist id={known}>
          {nudges.meters.value.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </Field>
      <Field
        path={unitPath}
        label="Unit"
        issues={at(unitPath)}
        isOptional
        hint="What it counts, as in “8,200 of 10,000 API calls”."
      >
        <input
          {...controlProps(unitPath, at(unitPath))}
          class="input"
          dir="auto"
          maxLength={40}
          placeholder={meter ?? own}
          value={unit ?? ''}
          onInput={(event) =>
            editor.setCopy(locale, { unit: event.currentTarget.value || undefined })
          }
        />
      </Field>
    </div>
  )
}
