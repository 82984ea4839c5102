import type { ButtonHTMLAttributes } from 'preact'
import { Icon, type IconName } from './Icon.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size' | 'class'> & {
  tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  size?: 'small'
  icon?: IconName
  /** Shown as an icon alone; this is its name. */
  label?: string
}

export const Button = ({ tone = 'plain', size, icon, label, children, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    class={['button', tone, size, label && 'icon'].filter(Boolean).join(' ')}
    aria-label={label}
    title={label}
  >
    {icon && <Icon name={icon} />}
    {children}
  </button>
)
