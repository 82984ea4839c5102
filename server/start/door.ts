/** Opens the door for commands beside the running server, where it has a folder of its own. */
import { urlOf } from '../env.ts'
import { describeError } from '../http/answer/describe-error.ts'
import { type Door, openDoor } from '../operate/door.ts'
import { runCommand } from '../operate/run-command.ts'
import { runJobInThread } from '../operate/threaded.ts'
import { newId } from '../store/new-id.ts'
import type { Ground, House } from './compose.ts'

export async function openOwnDoor(
  { env, data, log }: Ground,
  { deps, pipeline }: House,
): Promise<Door | undefined> {
  const location = env.store
  if (location.kind !== 'files') return undefined
  const house = {
    location,
    control: data.control,
    upgrade: data.stores.open,
    isSecretKept: env.secret === null,
    version: __BRIM_VERSION__,
    url: urlOf(env),
    runJob: runJobInThread,
    sealer: deps.sealer,
    openWorkspace: data.stores.open,
    swapCredentials: pipeline.swapCredentials,
    swapAnswer: pipeline.swapAnswer,
    forgetKeys: deps.keys.forget,
    now: deps.now,
    newId,
  }
  return openDoor({
    folder: location.folder,
    run: (command) => runCommand(house, command),
    onFault: (error, command) =>
      log.error({ command, ...describeError(error) }, 'a command failed'),
  })
}
