import { json, script } from '../page/site.ts'
import { readPackage, type Side } from './side.ts'

export const growthbook = (): Side => ({
  name: 'growthbook',
  files: {
    '/growthbook/sdk.js': script(readPackage('@growthbook/growthbook/dist/bundles/index.min.js')),
    '/growthbook/api/features/sdk-bench': json({ status: 200, features: {}, experiments: [] }),
  },
  everyPage: ['/growthbook/sdk.js'],
  start: `new growthbook.GrowthBook({ apiHost: location.origin + '/growthbook', clientKey: 'sdk-bench' }).init()`,
  note: 'shows nothing itself',
})
