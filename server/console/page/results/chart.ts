/** Draws days as a line over its earlier self. Loaded with the first chart, and uPlot with it. */
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { dayInWords } from '../../words/results.ts'

export type Drawn = { days: string[]; now: number[]; before: number[] }

const height = 220

/** Returns its undo. */
export function drawChart(place: HTMLElement, { days, now, before }: Drawn): () => void {
  const draw = () => {
    const ink = coloursIn(place)
    const axis = { stroke: ink.quiet, grid: { stroke: ink.line, width: 1 }, ticks: { show: false } }
    return new uPlot(
      {
        width: place.clientWidth,
        height,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false },
        scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] } },
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 32,
            font: ink.font,
            space: 72,
            incrs: [1, 2, 5, 7, 14, 30, 60, 90],
            values: (_, places) => places.map((at) => (days[at] ? dayInWords(days[at]) : '')),
          },
          {
            ...axis,
            font: ink.font,
            size: 44,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 1e5, 1e6, 1e7],
          },
        ],
        series: [
          {},
          { stroke: ink.before, width: 1.5, dash: [4, 4], points: { show: false } },
          {
            stroke: ink.now,
            fill: ink.soft,
            width: 2,
            points: { show: days.length === 1, size: 6 },
          },
        ],
        plugins: [tip(days)],
      },
      [days.map((_, at) => at), days.map((_, at) => before[at] ?? null), now],
      place,
    )
  }
  let chart = draw()
  const resized = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height }))
  resized.observe(place)
  const isDark = matchMedia('(prefers-color-scheme: dark)')
  const redraw = () => {
    chart.destroy()
    chart = draw()
  }
  isDark.addEventListener('change', redraw)
  return () => {
    isDark.removeEventListener('change', redraw)
    resized.disconnect()
    chart.destroy()
  }
}

/** The day's numbers beside the pointer. */
function tip(days: string[]): uPlot.Plugin {
  const words = document.createElement('div')
  words.className = 'results-tip'
  words.hidden = true
  return {
    hooks: {
      init: (chart) => chart.over.append(words),
      setCursor: (chart) => {
        const { idx, left = 0 } = chart.cursor
        words.hidden = idx === null || idx === undefined || left < 0
        if (idx === null || idx === undefined) return
        const [, before, now] = chart.data
        const day = days[idx]
        words.textContent = `${day ? dayInWords(day) : ''}: ${now?.[idx] ?? '–'}, before ${before?.[idx] ?? '–'}`
        words.classList.toggle('end', left > chart.over.clientWidth / 2)
      },
    },
  }
}

/** A canvas knows no custom properties: what each becomes here, light or dark. */
function coloursIn(place: HTMLElement) {
  const probe = document.createElement('span')
  place.append(probe)
  const of = (name: string) => {
    probe.className = `results-ink-${name}`
    return getComputedStyle(probe).color
  }
  const colours = {
    now: of('now'),
    soft: of('soft'),
    before: of('before'),
    line: of('line'),
    quiet: of('quiet'),
    font: `12px ${getComputedStyle(place).fontFamily}`,
  }
  probe.remove()
  return colours
}
