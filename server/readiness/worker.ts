/** The thread in which accounts are scored, and weights learned. */
import { serveReads } from '../thread/serve.ts'
import { readinessHere } from './in-process.ts'

serveReads(readinessHere)
