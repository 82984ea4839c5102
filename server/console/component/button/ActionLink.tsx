/** A link that looks like a button, for those who may do what it leads to. */
import type { ComponentChildren } from 'preact'
import type { Right } from '../../../../shared/workspace/role.ts'
import { Link } from '../frame/Link.tsx'
import { useRefusal } from '../frame/rights.ts'
import { Icon, type IconName } from '../mark/Icon.tsx'
import { Button } from './Button.tsx'

type Props = {
  to: string
  icon: IconName
  needs: Right
  tone?: 'primary' | 'plain'
  children: ComponentChildren
}

export const ActionLink = ({ to, icon, needs, tone = 'primary', children }: Props) => {
  const refusal = useRefusal(needs)
  if (refusal) {
    return (
      <Button tone={tone} icon={icon} needs={needs}>
        {children}
      </Button>
    )
  }
  return (
    <Link class={`button ${tone}`} to={to}>
      <Icon name={icon} />
      {children}
    </Link>
  )
}
