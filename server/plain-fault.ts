/** Faults that whoever runs Brim puts right: told by their message alone. */
import { EnvError } from './env.ts'
import { FolderInUse } from './lock.ts'
import { SecretDiffers } from './operate/same-secret.ts'
import { SchemaNewer } from './store/migrate.ts'
import { NamespaceMissing } from './store/namespaces.ts'
import { isServerAway } from './store/server-fetch.ts'

export function isPlainFault(error: unknown): error is Error {
  return (
    error instanceof EnvError ||
    error instanceof FolderInUse ||
    error instanceof NamespaceMissing ||
    error instanceof SchemaNewer ||
    error instanceof SecretDiffers ||
    isServerAway(error)
  )
}
