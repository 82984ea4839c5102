/** The thread in which accounts are ranked: where there are many, that takes a third of a second. */
import { runOf } from '../thread/ask.ts'
import { serveReads } from '../thread/serve.ts'
import { rankingHere } from './in-process.ts'

serveReads((open) => runOf(rankingHere(open)))
