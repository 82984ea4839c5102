/** How components reach the models. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Console, WorkspaceModels } from '../../model/console.ts'

export const ConsoleContext = createContext<Console | null>(null)
export const WorkspaceContext = createContext<WorkspaceModels | null>(null)

export function useConsole(): Console {
  const console = useContext(ConsoleContext)
  if (!console) throw new Error('There is no console around this component')
  return console
}

export function useWorkspace(): WorkspaceModels {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('There is no workspace around this component')
  return workspace
}
