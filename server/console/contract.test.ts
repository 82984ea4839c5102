import type { hc, InferResponseType } from 'hono/client'
import { expectTypeOf, test } from 'vitest'
import type { Signal } from '../../shared/account/signal.ts'
import type { DecisionRecord } from '../../shared/decision/decision.ts'
import type { Destination } from '../../shared/destination/destination.ts'
import type { KindLacks } from '../../shared/destination/lack.ts'
import type { DeliveryDetail } from '../../shared/play/delivery.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Results } from '../../shared/results/results.ts'
import type { Settings } from '../../shared/workspace/settings.ts'
import type { ConsoleApi } from '../http/console/api.ts'
import type * as contract from './contract.ts'

type Client = ReturnType<typeof hc<ConsoleApi>>
type Workspace = Client['w'][':workspace']

test('what the routes answer is what the console reads', () => {
  expectTypeOf<InferResponseType<Client['me']['$get']>>().toExtend<contract.Me | null>()
  expectTypeOf<InferResponseType<Client['setup']['$post']>>().toExtend<contract.SetupAnswer>()
  expectTypeOf<InferResponseType<Workspace['overview']['$get']>>().toExtend<contract.Overview>()
  expectTypeOf<InferResponseType<Workspace['results']['$get']>>().toExtend<Results>()
  // A condition nests without end, which no mapped type of the client follows.
  expectTypeOf<InferResponseType<Workspace['settings']['$get']>>().toExtend<
    Omit<Settings, 'sales'>
  >()
  expectTypeOf<InferResponseType<Workspace['signals']['$get']>>().toExtend<Signal[]>()
  expectTypeOf<InferResponseType<Workspace['recent']['$get']>>().toExtend<LiveMessage[]>()
  expectTypeOf<InferResponseType<Workspace['refusals']['$get']>>().toExtend<
    contract.RefusedItem[]
  >()
  expectTypeOf<InferResponseType<Workspace['destinations']['$get']>>().toExtend<Destination[]>()
  expectTypeOf<
    InferResponseType<Workspace['destinations']['lacks']['$get']>
  >().toExtend<KindLacks>()
  expectTypeOf<
    InferResponseType<Workspace['deliveries'][':id']['$get']>
  >().toExtend<DeliveryDetail>()
  expectTypeOf<InferResponseType<Workspace['keys']['$get']>>().toExtend<contract.Key[]>()
  expectTypeOf<InferResponseType<Workspace['keys']['$post']>>().toExtend<contract.NewKey>()
  expectTypeOf<InferResponseType<Workspace['sources']['$get']>>().toExtend<contract.Source[]>()
  expectTypeOf<InferResponseType<Workspace['sources']['$post']>>().toExtend<contract.NewSource>()
  expectTypeOf<InferResponseType<Workspace['sources'][':id']['$put']>>().toExtend<contract.Source>()
  expectTypeOf<InferResponseType<Workspace['accounts']['$get']>>().toExtend<
    contract.AccountSummary[]
  >()
  expectTypeOf<
    InferResponseType<Workspace['accounts'][':id']['$get']>
  >().toExtend<contract.AccountDetail>()
  expectTypeOf<
    InferResponseType<Workspace['accounts'][':id']['timeline']['$get']>
  >().toExtend<contract.TimelinePage>()
  expectTypeOf<
    InferResponseType<Workspace['decisions'][':id']['$get']>
  >().toExtend<DecisionRecord>()
})
