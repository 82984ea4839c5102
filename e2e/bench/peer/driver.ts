import { script, style } from '../page/site.ts'
import { readPackage, type Side } from './side.ts'

export const driver = (): Side => ({
  name: 'driver',
  files: {
    '/driver/driver.js': script(readPackage('driver.js/dist/driver.js.iife.js')),
    '/driver/driver.css': style(readPackage('driver.js/dist/driver.css')),
  },
  everyPage: ['/driver/driver.css', '/driver/driver.js'],
  message: { subject: 'page/subject/driver.ts' },
  note: 'decides and reports nothing',
})
