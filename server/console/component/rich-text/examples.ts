/** What variables are for a real account, where somebody writes with them. */
import type { ReadonlySignal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Examples } from '../../model/editor/preview.ts'

type Source = { examples: ReadonlySignal<Examples | null>; loadExamples(): Promise<void> }

export const ExamplesContext = createContext<Source | null>(null)
export const useExamples = () => useContext(ExamplesContext)
