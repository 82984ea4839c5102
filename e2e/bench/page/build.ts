import { resolve } from 'node:path'
import { build, type Rolldown } from 'vite'

/** A source of this folder as a classic script, built as the widget is. */
export const buildScript = async (entry: string): Promise<string> => {
  const result = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: resolve(import.meta.dirname, '..', entry),
        preserveEntrySignatures: false,
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })) as Rolldown.RolldownOutput
  return result.output[0].code
}
