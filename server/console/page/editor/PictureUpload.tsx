/** A file becomes a picture of the workspace: chosen, dropped, pasted, or one that is there already. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { Menu } from '../../component/button/Menu.tsx'
import { Drop } from '../../component/form/Drop.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { bytesInWords } from '../../words/bytes.ts'

type Props = { url: string; onUploaded(url: string): void }

export const PictureUpload = ({ url, onUploaded }: Props) => {
  const { pictures } = useWorkspace()
  const input = useRef<HTMLInputElement>(null)
  const failure = pictures.failure.value
  const isBusy = pictures.isUploading.value
  const take = async (files: FileList | null | undefined) => {
    const file = files?.[0]
    const made = file && (await pictures.upload(file))
    if (made) onUploaded(made)
  }
  return (
    <div class="stack tight">
      <Drop onTake={(files) => void take(files)}>
        {/^https?:/.test(url) && url.length > 10 ? (
          <img class="drop-picture" src={url} alt="" />
        ) : (
          <Icon name="picture" />
        )}
        <div class="stack tight">
          <div class="line">
            <Button size="small" disabled={isBusy} onClick={() => input.current?.click()}>
              {isBusy ? 'Uploading…' : 'Upload a picture'}
            </Button>
            <Menu label="Uploaded before" text="Uploaded before" size="small" place="start broad">
              {(close) => (
                <Uploaded
                  onChoose={(one) => {
                    close()
                    onUploaded(one)
                  }}
                />
              )}
            </Menu>
          </div>
          <p class="hint">
            Or drop one here. PNG, JPEG, WebP or GIF, 5 MB at most; where and with what it was taken
            is not kept.
          </p>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          tabIndex={-1}
          aria-label="Picture file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            void take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </Drop>
      {failure && (
        <p class="fault" role="alert">
          <Icon name="alert" size={14} />
          {failure}
        </p>
      )}
    </div>
  )
}

const Uploaded = ({ onChoose }: { onChoose(url: string): void }) => {
  const { pictures } = useWorkspace()
  const isAsked = useSignal(false)
  if (!isAsked.value) {
    isAsked.value = true
    void pictures.load()
  }
  const kept = pictures.list.value
  if (!kept) return <p class="hint">…</p>
  return (
    <div class="picker">
      <div class="picture-choice">
        {kept.pictures.map((one) => (
          <button
            type="button"
            key={one.hash}
            class="picture-option"
            onClick={() => onChoose(one.url)}
          >
            <img src={one.url} alt={`${one.width} × ${one.height} pixels`} loading="lazy" />
          </button>
        ))}
      </div>
      <p class="hint">
        {kept.pictures.length === 0
          ? 'Nothing yet. What is uploaded here can be used in every nudge.'
          : `${bytesInWords(kept.usedBytes)} of ${bytesInWords(kept.mostBytes)}. What no nudge shows any more goes by itself after a day.`}
      </p>
    </div>
  )
}
