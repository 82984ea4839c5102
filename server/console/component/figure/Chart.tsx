/** A chart of lines or bars. Its library comes when the first one is drawn; its numbers stand in a table besides. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type uPlot from 'uplot'
import { useConsole } from '../frame/context.tsx'

export type Line = {
  label: string
  /** `null`: not known there. As many as there are places. */
  values: readonly (number | null)[]
  color: 'fill' | 'amber' | 'ink-3'
  /** A plain line where nothing is said. */
  drawnAs?: 'bars' | 'area' | 'dashes'
  /** On the second axis: 0 to 1. */
  isShare?: boolean
}

export type Mark = { place: number; color: 'ink' | 'amber' }

type Props = {
  /** What it shows, for those who cannot see it. */
  label: string
  /** Seconds since the epoch where it is time; otherwise numbers, rising. */
  places: readonly number[]
  isTime?: boolean
  /** What places are called, where they are whole numbers that stand for something. */
  nameOf?(place: number): string
  /** How places are written where they are measures, such as percentages; plain numbers otherwise. */
  write?(place: number): string
  /** What stands beside the pointer, of the place that it is at: the first, the second... */
  tipOf?(at: number): string
  lines: readonly Line[]
  /** Places that are marked, such as a threshold. */
  marks?: readonly Mark[]
  height?: number
  onPick?(place: number): void
  /** The same in words. */
  children?: ComponentChildren
}

export const Chart = ({ label, height = 160, children, ...data }: Props) => {
  const { theme } = useConsole()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | undefined>(undefined)
  const latest = useRef(data)
  latest.current = data
  const looks = theme.theme.value
  const shape = JSON.stringify(data.lines.map(({ values: _, ...line }) => line))
  useEffect(() => {
    const element = box.current
    if (!element) return
    let isGone = false
    const observer = new ResizeObserver(([entry]) => {
      if (entry) chart.current?.setSize({ width: entry.contentRect.width, height })
    })
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const draw = async () => {
      const { createChart } = await import('./draw-chart.ts')
      if (isGone) return
      chart.current?.destroy()
      chart.current = createChart(element, height, () => latest.current)
    }
    void draw()
    observer.observe(element)
    scheme.addEventListener('change', draw)
    return () => {
      isGone = true
      observer.disconnect()
      scheme.removeEventListener('change', draw)
      chart.current?.destroy()
      chart.current = undefined
    }
  }, [height, looks, shape])
  useEffect(() => {
    chart.current?.setData([
      [...data.places],
      ...data.lines.map((line) => [...line.values]),
    ] as uPlot.AlignedData)
  })
  return (
    <figure class="chart">
      <div ref={box} role="img" aria-label={label} style={{ height: `${height}px` }} />
      {children && <figcaption class="visually-hidden">{children}</figcaption>}
    </figure>
  )
}
