/**
 * Fields that whoever may not change them can only read. What is a choice of what to look at, such as
 * a language, belongs outside of it.
 */
import type { ComponentChildren } from 'preact'
import type { Right } from '../../../../shared/workspace/role.ts'
import { useRefusal } from '../frame/rights.ts'

export const Editable = ({ needs, children }: { needs: Right; children: ComponentChildren }) => (
  <fieldset class="editable" disabled={useRefusal(needs) !== null}>
    {children}
  </fieldset>
)
