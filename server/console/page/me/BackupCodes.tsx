/** What helps where the phone is lost. Shown once. */
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { Icon } from '../../component/mark/Icon.tsx'

export const BackupCodes = ({ codes, onKept }: { codes: string[]; onKept(): unknown }) => {
  const text = codes.join('\n')
  return (
    <section class="stack" aria-labelledby="backup-codes">
      <div class="stack tight">
        <h3 id="backup-codes">Your backup codes</h3>
        <p>
          Each lets you in once, without your phone. Keep them where your phone is not: they are
          shown this once.
        </p>
      </div>
      <ol class="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="line">
        <CopyButton text={text} what="the backup codes" />
        <Button size="small" onClick={() => download(text)}>
          <Icon name="download" />
          Download
        </Button>
        <Button size="small" tone="primary" onClick={() => void onKept()}>
          I have kept them
        </Button>
      </div>
    </section>
  )
}

function download(text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
  link.download = 'brim-backup-codes.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}
