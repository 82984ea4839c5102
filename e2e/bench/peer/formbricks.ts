import { buildScript } from '../page/build.ts'
import { script } from '../page/site.ts'
import { readPackage, type Side } from './side.ts'

/** Its loader, and its surveys as npm has them: an older version than its server's own. */
export const formbricks = async (): Promise<Side> => ({
  name: 'formbricks',
  files: {
    '/formbricks/loader.js': script(await buildScript('page/entry/formbricks.ts')),
  },
  everyPage: ['/formbricks/loader.js'],
  message: {
    files: {
      '/formbricks/surveys.js': script(readPackage('@formbricks/surveys/dist/index.umd.js')),
    },
    loads: ['/formbricks/surveys.js'],
    subject: 'page/subject/formbricks.ts',
  },
  note: 'without its core, which is not on npm',
})
