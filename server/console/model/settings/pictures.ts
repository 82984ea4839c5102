/** Pictures of the workspace: those that are there, and one that is being uploaded. */
import { createModel, signal } from '@preact/signals'
import { pictureLimits } from '../../../../shared/theme/picture-limits.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { KeptPictures } from '../../contract.ts'
import { bytesInWords } from '../../words/bytes.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'

export const PicturesModel = createModel((api: WorkspaceApi) => {
  const kept = createResource<KeptPictures>(api.pictures)
  const isUploading = signal(false)
  const failure = signal<string | null>(null)
  return {
    list: kept.data,
    load: kept.load,
    isUploading,
    /** Why the last file did not become a picture; null where it did. */
    failure,
    /** The address of the picture; nothing where there is none, and `failure` says why. */
    async upload(file: Blob): Promise<string | undefined> {
      failure.value = null
      if (file.size > pictureLimits.uploadBytes) {
        const most = bytesInWords(pictureLimits.uploadBytes)
        failure.value = `It has ${bytesInWords(file.size)}; at most ${most} are taken`
        return undefined
      }
      isUploading.value = true
      const answer = await api.upload(file)
      isUploading.value = false
      if (answer.kind === 'failed') {
        failure.value = failureInWords(answer.failure)
        return undefined
      }
      void kept.load()
      return answer.value.url
    },
  }
})
export type Pictures = InstanceType<typeof PicturesModel>
