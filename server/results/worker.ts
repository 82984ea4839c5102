/** The thread in which results are counted. */
import { runOf } from '../thread/ask.ts'
import { serveReads } from '../thread/serve.ts'
import { resultsHere } from './in-process.ts'

serveReads((open) => runOf(resultsHere(open)))
