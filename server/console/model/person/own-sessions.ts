/** Where somebody is signed in, and ending it. */
import { createModel } from '@preact/signals'
import type { Api } from '../../api.ts'
import type { OwnSession } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

export const OwnSessionsModel = createModel((api: Api, toasts: Toasts) => {
  const all = createResource<OwnSession[]>(api.sessions)
  const after = async (answer: Awaited<ReturnType<Api['endSession']>>, words: string) => {
    toasts.say(answer.kind === 'ok' ? words : failureInWords(answer.failure))
    await all.load()
  }
  return {
    all: all.data,
    failure: all.failure,
    load: all.load,
    end: async ({ id }: OwnSession) => after(await api.endSession(id), 'Signed out there'),
    endOthers: async () => after(await api.endOtherSessions(), 'Signed out everywhere else'),
  }
})
