import { widgetFiles } from '../page/widget.ts'
import type { Side } from './side.ts'

export const brim = (): Side => ({
  name: 'brim',
  files: widgetFiles(),
  everyPage: ['/b/brim.js'],
  attributes: { key: 'pk_bench', user: 'ada', account: 'analytical' },
  message: { subject: 'page/subject/brim.ts' },
})
