// How much processor a process has had.
import { readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second. */
const tickMs = 10

export const cpuMsOf = (pid: number): number => {
  // The name is in parentheses and may have spaces in it; utime and stime are the 14th and 15th field.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
