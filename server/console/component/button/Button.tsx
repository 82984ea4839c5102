import type { ButtonHTMLAttributes } from 'preact'
import type { Right } from '../../../../shared/workspace/role.ts'
import { useRefusal } from '../frame/rights.ts'
import { Icon, type IconName } from '../mark/Icon.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size' | 'class'> & {
  tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  size?: 'small'
  icon?: IconName
  /** Shown as an icon alone; this is its name. */
  label?: string
  /** What it takes: whoever may not finds it disabled, with the reason. */
  needs?: Right
  /** At work: it does nothing until that is done, and keeps the focus meanwhile. */
  isBusy?: boolean
}

export const Button = ({
  tone = 'plain',
  size,
  icon,
  label,
  needs,
  isBusy,
  children,
  ...rest
}: Props) => {
  const refusal = useRefusal(needs)
  const refused = refusal ? { disabled: true, title: refusal, 'aria-description': refusal } : {}
  return (
    <button
      type="button"
      title={label}
      {...rest}
      {...refused}
      {...(isBusy && { 'aria-disabled': true, onClick: undefined })}
      class={['button', tone, size, label && 'icon'].filter(Boolean).join(' ')}
      aria-label={label}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
