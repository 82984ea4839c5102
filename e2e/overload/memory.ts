// How much memory a process has, as the kernel counts it; 0 where there is no /proc.
import { existsSync, readFileSync } from 'node:fs'

const pageBytes = 4096

const residentMb = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes) / 1_000_000

/** Looks every now and then until it is asked for the most that it saw. */
export const watchMemory = (pid: number): (() => number) => {
  if (!existsSync(`/proc/${pid}/statm`)) return () => 0
  let most = residentMb(pid)
  const timer = setInterval(() => {
    most = Math.max(most, residentMb(pid))
  }, 50)
  return () => {
    clearInterval(timer)
    return most
  }
}
