import { brotliCompressSync, constants } from 'node:zlib'

/** How many bytes brotli's best setting sends. */
export const brotliBytes = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
