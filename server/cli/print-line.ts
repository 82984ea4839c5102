/** A line of an answer, for people. */
import type { Line } from '../operate/command.ts'

export function printLine(line: Line): string {
  switch (line.type) {
    case 'workspace':
      return `${line.id.padEnd(18)}${line.name}  (${line.keys} ${line.keys === 1 ? 'key' : 'keys'}, since ${day(line.createdAt)})`
    case 'key': {
      const bound = [...line.origins, ...line.scopes].join(' ')
      const used = line.lastUsedAt === null ? 'never used' : `last used ${day(line.lastUsedAt)}`
      return `${line.id}  ${line.kind.padEnd(11)}  ${line.text}  ${line.name}  [${bound}]  ${used}`
    }
    case 'token':
      return line.token.startsWith('sk_')
        ? `\n${line.token}\n\nKeep it now: a secret key is stored nowhere and not shown again.`
        : `\n${line.token}`
    case 'link':
      return `\n${line.link}\n\nFor ${line.email}, once, until ${new Date(line.expiresAt).toISOString()}. Whoever has it can take their place.`
    case 'second_factor_removed':
      return `${line.email} comes in with the password alone, and is signed out everywhere`
    case 'revoked':
      return `Revoked ${line.id}`
    case 'copied':
      return `  ${line.path}  ${size(line.bytes)}`
    case 'backup':
      return `${line.folder}: ${line.files} files, ${size(line.bytes)}, checked. ${secretWords(line.secret)}`
    case 'checked':
      return `  ${line.path}  ${size(line.bytes)}, sound`
    case 'carried':
      return `Carried over from what was there: ${line.erased} accounts and users to be erased anew, which the next start does, and ${line.revoked} revoked keys.`
    case 'restored':
      return [
        `Restored ${line.files} ${line.files === 1 ? 'file' : 'files'} into ${line.folder}, as of ${line.at}.`,
        ...(line.aside ? [`What was there is in ${line.aside}: remove it when you are sure.`] : []),
      ].join('\n')
    case 'resealed':
      return line.unopened === 0
        ? `Sealed ${line.texts} anew. BRIM_SECRET_BEFORE is needed no more.`
        : `Sealed ${line.texts} anew. ${line.unopened} don’t open: BRIM_SECRET_BEFORE does not hold the secret they were sealed with.`
    case 'note':
      return line.message
    default:
      return line satisfies never
  }
}

function secretWords(secret: string): string {
  return secret === 'included'
    ? 'The secret is in it: keep it as safe as the data folder.'
    : 'The secret is not in it.'
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
