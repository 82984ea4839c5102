/** What is to be said of a draft, each with the way to its field. */
import type { Finding } from '../../../../shared/definition/lint.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { pathTo } from '../../router.ts'
import { pathInWords } from '../../words/path.ts'

type Props = { findings: readonly Finding[]; onGo(path: string): void }

export const Findings = ({ findings, onGo }: Props) => (
  <ul class="findings">
    {findings.map((finding) => (
      <li key={`${finding.path} ${finding.sentence}`} class={`finding ${finding.level}`}>
        <Icon name={finding.level === 'error' ? 'alert' : 'info'} />
        <div>
          <p>
            <span class="visually-hidden">
              {finding.level === 'error' ? 'To be fixed: ' : 'To know: '}
            </span>
            {finding.sentence}
          </p>
          <p class="hint">
            {finding.remedy} <Where finding={finding} onGo={onGo} />
          </p>
        </div>
      </li>
    ))}
  </ul>
)

const Where = ({ finding, onGo }: { finding: Finding; onGo: Props['onGo'] }) => {
  const { code, path, nudge } = finding
  const { nudges } = useWorkspace()
  if (nudge !== undefined) {
    return <Link to={pathTo('nudge', nudge)}>{nudges.nameOf.value('nudge', nudge)}</Link>
  }
  if (code === 'contrast_low') return <Link to="/theme">Theme</Link>
  return (
    <button type="button" class="link" onClick={() => onGo(path)}>
      {pathInWords(path)}
    </button>
  )
}
