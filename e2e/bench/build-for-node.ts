import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/**
 * Builds programs as the server is built, into a folder of their own that is answered. It lies
 * beside the server's, so that both find the same packages.
 */
export const buildForNode = async (
  folder: string,
  programs: Record<string, string>,
): Promise<string> => {
  const outDir = join(root, 'dist/bench', folder)
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        input: programs,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  return outDir
}
