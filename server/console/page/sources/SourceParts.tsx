/** What stands on the page of a source: what to paste, what its messages mean, and what came of the last ones. */
import { useEffect } from 'preact/hooks'
import type { Source } from '../../contract.ts'
import type { MappingEditor } from '../../model/source/mapping-editor.ts'
import { Connect } from './Connect.tsx'
import { IdPlaces } from './IdPlaces.tsx'
import { Recent } from './Recent.tsx'
import { Revoke } from './Revoke.tsx'
import { Rules } from './Rules.tsx'

export const SourceParts = ({ source, editor }: { source: Source; editor: MappingEditor }) => {
  useEffect(() => editor.follow(), [editor])
  return (
    <>
      <Connect source={source} />
      <IdPlaces vendor={source.vendor} editor={editor} />
      <Rules editor={editor} />
      <Recent editor={editor} />
      <Revoke source={source} />
    </>
  )
}
