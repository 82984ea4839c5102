// Where tests keep databases whose durability is not what they are about: in memory where there is
// room, since most of the time of a small commit is the disk's. The durability tests keep the disk.
import { statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

const inMemory = '/dev/shm'
const gibibyte = 2 ** 30

/** For `TMPDIR`. */
export const quickFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    const hasRoom = bavail * bsize > 2 * gibibyte && freemem() > 4 * gibibyte
    return hasRoom ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}
