import { useSignal } from '@preact/signals'
import { Button } from './Button.tsx'

const saysMs = 1600

export const CopyButton = ({ text, what }: { text: string; what: string }) => {
  const isCopied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    isCopied.value = true
    setTimeout(() => {
      isCopied.value = false
    }, saysMs)
  }
  return (
    <Button size="small" icon={isCopied.value ? 'check' : 'copy'} onClick={copy}>
      {isCopied.value ? 'Copied' : 'Copy'}
      <span class="visually-hidden"> {what}</span>
    </Button>
  )
}
