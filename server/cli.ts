#!/usr/bin/env node
/** `brim`: the server, and what its operator does beside it. */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { carryOut, restoreHere } from './cli/carry-out.ts'
import { parseCommandLine, UsageError, type Wanted } from './cli/parse-args.ts'
import { printLine } from './cli/print-line.ts'
import { pull, push, type Tools } from './cli/repository.ts'
import { parseEnv } from './env.ts'
import { describeError } from './http/answer/describe-error.ts'
import { type Line, Refused } from './operate/command.ts'
import { isPlainFault } from './plain-fault.ts'

type Asked = Exclude<Wanted, { kind: 'help' | 'start' | 'pull' | 'push' }>

async function answer(wanted: Asked): Promise<void> {
  // What is made here holds customers' data and keys.
  process.umask(0o077)
  const env = parseEnv(process.env, [])
  const isRaw = wanted.json || (wanted.kind === 'command' && wanted.command.command === 'export')
  const lines = wanted.kind === 'restore' ? restoreHere(env, wanted) : carryOut(env, wanted.command)
  for await (const line of lines) {
    const text = isRaw ? line : printLine(JSON.parse(line) as Line)
    // A reader that is slower than the database is waited for.
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain')
  }
}

const tools: Tools = {
  fetch,
  read: (file) => readFile(file),
  write: (file, text) => writeFile(file, text),
  key: process.env.BRIM_KEY,
}

// `brim export … | head` has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

try {
  const wanted = parseCommandLine(process.argv.slice(2))
  if (wanted.kind === 'help') console.log(wanted.text)
  else if (wanted.kind === 'pull') for await (const line of pull(wanted, tools)) console.log(line)
  else if (wanted.kind === 'push') for await (const line of push(wanted, tools)) console.log(line)
  else if (wanted.kind === 'start') {
    // The server reads its own arguments, as it does when it is run by itself.
    process.argv.splice(2, 1)
    await import('./main.ts')
  } else await answer(wanted)
} catch (error) {
  if (error instanceof UsageError) {
    console.error(error.message)
    process.exit(2)
  }
  const isKnown = error instanceof Refused || isPlainFault(error)
  console.error(isKnown ? error.message : describeError(error))
  process.exit(1)
}
