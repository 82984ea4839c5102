import { buildScript } from '../page/build.ts'
import { script, style } from '../page/site.ts'
import { readPackage, type Side } from './side.ts'

export const shepherd = async (): Promise<Side> => ({
  name: 'shepherd',
  files: {
    '/shepherd/shepherd.js': script(await buildScript('page/entry/shepherd.ts')),
    '/shepherd/shepherd.css': style(readPackage('shepherd.js/dist/css/shepherd.css')),
  },
  everyPage: ['/shepherd/shepherd.css', '/shepherd/shepherd.js'],
  message: { subject: 'page/subject/shepherd.ts' },
  note: 'decides and reports nothing',
})
