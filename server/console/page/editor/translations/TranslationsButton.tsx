import { useSignal } from '@preact/signals'
import { Button } from '../../../component/button/Button.tsx'
import { Dialog } from '../../../component/dialog/Dialog.tsx'
import type { Editor } from '../../../model/editor/editor.ts'
import { Translations } from './Translations.tsx'

export const TranslationsButton = ({ editor }: { editor: Editor }) => {
  const isOpen = useSignal(false)
  const close = () => {
    isOpen.value = false
  }
  return (
    <>
      <Button
        size="small"
        icon="grid"
        label="All languages in a table"
        onClick={() => {
          isOpen.value = true
        }}
      />
      {isOpen.value && (
        <Dialog title="Translations" isWide onClose={close}>
          <Translations editor={editor} onDone={close} />
        </Dialog>
      )}
    </>
  )
}
