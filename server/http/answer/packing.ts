/**
 * How files go over the wire. The build leaves them packed beside themselves, since to pack them well
 * takes a second of a processor, which a server that starts has better use for.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Packing = 'br' | 'gzip'

export const packings = ['br', 'gzip'] as const satisfies readonly Packing[]

/** What stands behind the name of a file in that of its packed one. */
export const packedEnding: Record<Packing, string> = { br: '.br', gzip: '.gz' }

/** As small as it gets. */
export function pack(content: Uint8Array, packing: Packing): Promise<Buffer> {
  if (packing === 'gzip') return promisify(gzip)(content, { level: 9 })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return promisify(brotliCompress)(content, {
    params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length },
  })
}
