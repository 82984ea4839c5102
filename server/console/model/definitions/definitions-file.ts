/** A file of definitions that is looked at before it is taken: what it would change, and what is wrong with it. */
import { computed, createModel, signal } from '@preact/signals'
import { mostFileBytes } from '../../../../shared/file/format.ts'
import type { ImportPlan } from '../../../../shared/file/plan.ts'
import { notText, textOf } from '../../../../shared/file/text-of.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { changesIn, changesInWords } from '../../../../shared/words/import.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Toasts } from '../toasts.ts'

export type FileOptions = { publish: boolean; remove: boolean }
type Chosen = { name: string; text: string }
type Deps = { toasts: Toasts; onTaken(): void }

export const DefinitionsFileModel = createModel((api: WorkspaceApi, { toasts, onTaken }: Deps) => {
  const chosen = signal<Chosen | null>(null)
  const options = signal<FileOptions>({ publish: false, remove: false })
  const plan = signal<ImportPlan | null>(null)
  const issues = signal<Issue[]>([])
  const fault = signal<string | null>(null)
  const isBusy = signal(false)
  let asked = 0

  const clear = () => {
    plan.value = null
    issues.value = []
    fault.value = null
  }

  const look = async () => {
    if (!chosen.value) return
    const mine = ++asked
    isBusy.value = true
    const answer = await api.planFile(chosen.value.text, options.value)
    // Another file or another choice was made meanwhile.
    if (mine !== asked) return
    isBusy.value = false
    clear()
    if (answer.kind === 'ok') plan.value = answer.value
    else if (answer.failure.issues.length > 0) issues.value = answer.failure.issues
    else fault.value = failureInWords(answer.failure)
  }

  return {
    chosen,
    options,
    plan,
    issues,
    fault,
    isBusy,
    hasChanges: computed(() => plan.value !== null && changesIn(plan.value) > 0),
    exportAddress: api.fileAddress,
    async choose(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>) {
      clear()
      chosen.value = null
      if (file.size > mostFileBytes) {
        fault.value = `“${file.name}” has ${megabytes(file.size)}: at most ${megabytes(mostFileBytes)} are read. Nothing was changed.`
        return
      }
      const text = textOf(new Uint8Array(await file.arrayBuffer()))
      if (text === undefined) {
        fault.value = `“${file.name}” cannot be read. ${notText}. Nothing was changed.`
        return
      }
      chosen.value = { name: file.name, text }
      await look()
    },
    async set(change: Partial<FileOptions>) {
      options.value = { ...options.value, ...change }
      await look()
    },
    look,
    forget() {
      asked++
      chosen.value = null
      isBusy.value = false
      clear()
    },
    async take() {
      const [file, base] = [chosen.value, plan.value?.base]
      if (!file || base === undefined) return
      isBusy.value = true
      const answer = await api.takeFile(file.text, { ...options.value, base })
      isBusy.value = false
      if (answer.kind === 'failed') {
        if (answer.failure.code === 'conflict') await look()
        fault.value =
          answer.failure.code === 'conflict'
            ? 'Somebody has changed the workspace meanwhile. Nothing was taken; this is what it would change now.'
            : failureInWords(answer.failure)
        return
      }
      const words = changesInWords(answer.value)
      toasts.say(options.value.publish ? `${words} taken, and live` : `${words} taken as drafts`)
      chosen.value = null
      clear()
      onTaken()
    },
  }
})
export type DefinitionsFile = InstanceType<typeof DefinitionsFileModel>

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`
