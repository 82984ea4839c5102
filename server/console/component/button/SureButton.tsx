/** What cannot be undone takes a second press, of a button that says so. */
import { useSignal } from '@preact/signals'
import type { Right } from '../../../../shared/workspace/role.ts'
import { Button } from './Button.tsx'

type Props = {
  text: string
  /** Of what, for those who hear it among others. */
  of: string
  /** What the second press says. */
  sure: string
  needs?: Right
  onSure(): unknown
}

export const SureButton = ({ text, of, sure, needs, onSure }: Props) => {
  const isSure = useSignal(false)
  const right = needs ? { needs } : {}
  const ask = (value: boolean) => () => {
    isSure.value = value
  }
  if (!isSure.value) {
    return (
      <Button {...right} size="small" tone="quiet" onClick={ask(true)}>
        {text}
        <span class="visually-hidden"> {of}</span>
      </Button>
    )
  }
  return (
    <>
      <Button {...right} tone="danger" size="small" onClick={() => void onSure()}>
        {sure}
      </Button>
      <Button size="small" tone="quiet" onClick={ask(false)}>
        Keep
      </Button>
    </>
  )
}
