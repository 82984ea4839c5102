/** The thread in which history is read and counted again. */
import { serveReads } from '../thread/serve.ts'
import { replaysHere } from './in-process.ts'

serveReads(replaysHere)
