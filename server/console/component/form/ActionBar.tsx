/**
 * What is done with the form of a page: beside its title, and on a phone at the foot of the screen for as
 * long as there is something to do, however far down somebody is.
 */
import type { ComponentChildren } from 'preact'
import type { Right } from '../../../../shared/workspace/role.ts'
import { useRefusal } from '../frame/rights.ts'

type Props = {
  needs: Right
  /** Nothing of it would change anything now. */
  isIdle: boolean
  children: ComponentChildren
}

export const ActionBar = ({ needs, isIdle, children }: Props) => {
  const isRefused = useRefusal(needs) !== null
  return <div class={isIdle || isRefused ? 'action-bar idle' : 'action-bar'}>{children}</div>
}
