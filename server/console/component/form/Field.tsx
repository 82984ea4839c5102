/** A labelled control with its hint and its faults. `path` is the place that issues name. */
import type { ComponentChildren } from 'preact'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Icon } from '../mark/Icon.tsx'

/** Paths may have names in them that people gave: an id has no spaces. */
export const fieldId = (path: string) => `field-${path.replaceAll(/[.\s]/g, '-')}`

/** What a control needs to be known by its label and its faults. */
export const controlProps = (path: string, issues: readonly Issue[] = []) => ({
  id: fieldId(path),
  'aria-invalid': issues.length > 0 ? ('true' as const) : undefined,
  'aria-describedby': issues.length > 0 ? `${fieldId(path)}-fault` : undefined,
})

export type FieldProps = {
  path: string
  label: string
  issues?: readonly Issue[]
  hint?: ComponentChildren
  isOptional?: boolean
  isLabelHidden?: boolean
  aside?: ComponentChildren
  children: ComponentChildren
}

export const Field = (props: FieldProps) => {
  const { path, label, issues = [], hint, isOptional, isLabelHidden, aside, children } = props
  return (
    <div class="field">
      <div class={isLabelHidden ? 'visually-hidden' : 'field-label'}>
        <label for={fieldId(path)}>
          {label} {isOptional && <span class="optional">optional</span>}
        </label>
        {aside}
      </div>
      {children}
      <Faults path={path} issues={issues} />
      {hint && issues.length === 0 && <p class="hint">{hint}</p>}
    </div>
  )
}

export const Faults = ({ path, issues }: { path: string; issues: readonly Issue[] }) =>
  issues.length > 0 ? (
    <div id={`${fieldId(path)}-fault`} class="stack tight">
      {issues.map((issue) => (
        <p class="fault" key={issue.message}>
          <Icon name="alert" size={14} />
          {issue.message}
        </p>
      ))}
    </div>
  ) : null
