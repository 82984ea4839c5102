// What the preview's tests drive in a page of their own.
import { mountPreview } from '../../widget/preview.ts'

Object.assign(window, { mountPreview })
