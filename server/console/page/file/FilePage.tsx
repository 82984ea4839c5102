/** Everything that is authored, as a file for a repository: out of the workspace, and into it. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { schemaPath } from '../../../../shared/file/format.ts'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Code } from '../../component/mark/Code.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Import } from './Import.tsx'

export const FilePage = () => {
  const { nudges, plays, destinations } = useWorkspace()
  // For what definitions speak of by name.
  useEffect(() => {
    void nudges.load(10_000)
    void plays.load(10_000)
    void destinations.load(10_000)
  }, [nudges, plays, destinations])
  return (
    <Page
      title="Definitions as a file"
      words="Triggers, nudges, offers, plans and meters in one brim.json, for your repository: reviewed like code, and the same in every workspace. No keys, secrets or webhooks are in it."
      back={{ to: '/catalogue', text: 'Catalogue' }}
    >
      <Export />
      <Import />
      <CommandLine />
    </Page>
  )
}

const Export = () => {
  const { file } = useWorkspace()
  const state = useSignal<'published' | 'draft'>('published')
  return (
    <section class="card" aria-labelledby="export">
      <div class="card-head">
        <div>
          <h2 id="export">Export</h2>
          <p class="hint">The same definitions are the same file, to the byte.</p>
        </div>
      </div>
      <div class="card-body line">
        <Segments
          label="What is exported"
          value={state.value}
          options={[
            { value: 'published', text: 'What is published' },
            { value: 'draft', text: 'The newest drafts' },
          ]}
          onChange={(next) => {
            state.value = next
          }}
        />
        <a class="button" href={file.exportAddress(state.value)} download="brim.json">
          <Icon name="download" />
          Download brim.json
        </a>
      </div>
    </section>
  )
}

const CommandLine = () => {
  const { origin } = window.location
  return (
    <section class="card" aria-labelledby="command-line">
      <div class="card-head">
        <div>
          <h2 id="command-line">From your repository</h2>
          <p class="hint">
            The command brim comes with the package; BRIM_KEY holds a secret key of this workspace.
            In a pull request, --dry-run says what would change. Editors complete and check the file
            by <a href={schemaPath}>its JSON Schema</a>.
          </p>
        </div>
      </div>
      <div class="card-body stack">
        <Code
          text={[
            `brim pull --server ${origin}`,
            `brim push --server ${origin} --dry-run`,
            `brim push --server ${origin} --publish`,
          ].join('\n')}
          what="the commands"
        />
      </div>
    </section>
  )
}
