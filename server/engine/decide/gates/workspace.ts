import { fail, type GateCheck, pass } from '../gate.ts'

/** Nobody has paused the whole workspace. */
export const workspace: GateCheck = ({ catalogue }) =>
  catalogue.settings.paused
    ? fail('workspace', 'workspace_paused', 'when the workspace is resumed', { value: 'paused' })
    : pass('workspace')
