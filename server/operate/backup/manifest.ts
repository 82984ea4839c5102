/** What a backup says of itself: enough to tell a whole one from one that was cut or changed. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refused } from '../command.ts'

export const manifestName = 'manifest.json'

/** Only names that Brim itself gives: nothing of a backup is written anywhere else. */
const path = z.string().regex(/^(control\.db|secret|workspaces\/[A-Za-z0-9_-]{1,64}\.db)$/)
const file = z.strictObject({
  path,
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupFile = z.infer<typeof file>

const content = z.strictObject({
  format: z.literal(1),
  /** The version that wrote it. */
  brim: z.string(),
  /** What was acknowledged before this moment is in it. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** `environment`: it is not Brim that keeps it. */
  secret: z.enum(['included', 'left_out', 'environment']),
  workspaces: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  files: z.array(file),
})
export type ManifestContent = z.infer<typeof content>

const manifest = content.extend({ digest: z.string() })

export function manifestText(given: ManifestContent): string {
  return `${JSON.stringify({ ...given, digest: digestOf(given) }, null, 2)}\n`
}

export async function readManifest(folder: string): Promise<ManifestContent> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => {
    throw new Refused(`${folder} is no backup: it has no ${manifestName}`)
  })
  const parsed = manifest.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new Refused(`${manifestName} can't be read: it is damaged, or of a newer Brim`)
  }
  const { digest, ...rest } = parsed.data
  if (digest !== digestOf(rest)) {
    throw new Refused(`${manifestName} is damaged: it does not match its own digest`)
  }
  return rest
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function digestOf(given: ManifestContent): string {
  return createHash('sha256')
    .update(JSON.stringify(content.parse(given)))
    .digest('hex')
}

export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}
