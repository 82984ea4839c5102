/** Draws a chart with uPlot, in the colours of the page. A chunk of its own. */
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { numberInWords, shareInWords } from '../../../../shared/words/number.ts'
import type { Line, Mark } from './Chart.tsx'

type Data = {
  places: readonly number[]
  isTime?: boolean
  nameOf?(place: number): string
  write?(place: number): string
  tipOf?(at: number): string
  lines: readonly Line[]
  marks?: readonly Mark[]
  onPick?(place: number): void
}

/** Steps of an axis: nothing here is counted in halves. */
const whole = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 1e5, 1e6, 1e7]
const named = [1, 2, 5, 7, 14, 30, 60, 90]

/** `latest`: what is drawn now; the chart asks whenever it draws. */
export function createChart(element: HTMLElement, height: number, latest: () => Data): uPlot {
  const { places, lines, isTime = false, nameOf, write, tipOf } = latest()
  const ink = colorIn(element, 'ink-3')
  const grid = { stroke: colorIn(element, 'line'), width: 1 }
  const axis = { stroke: ink, grid, ticks: { show: false }, font: '11px system-ui, sans-serif' }
  const hasShare = lines.some((line) => line.isShare)
  const colors = { ink: colorIn(element, 'ink'), amber: colorIn(element, 'amber') }
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: !tipOf, points: { size: 6 } },
      scales: { x: { time: isTime }, y: { range: fromZero }, share: { range: [0, 1] } },
      axes: [
        nameOf
          ? {
              ...axis,
              size: 32,
              space: 72,
              grid: { show: false },
              incrs: named,
              values: (_, all) => all.map((one) => latest().nameOf?.(one) ?? ''),
            }
          : {
              ...axis,
              size: isTime ? 40 : 26,
              ...(write && { values: (_, all) => all.map((one) => latest().write?.(one) ?? '') }),
            },
        { ...axis, size: 44, incrs: whole, values: (_, all) => all.map(numberInWords) },
        ...(hasShare
          ? [
              {
                ...axis,
                scale: 'share',
                side: 1 as const,
                size: 42,
                grid: { show: false },
                values: (_: uPlot, all: number[]) => all.map((one) => shareInWords(one, 1)),
              },
            ]
          : []),
      ],
      series: [{}, ...lines.map((line) => seriesOf(element, line, places.length))],
      plugins: tipOf ? [tip(latest)] : [],
      hooks: {
        draw: [
          (chart) => {
            for (const { place, color } of latest().marks ?? []) {
              drawMark(chart, place, colors[color])
            }
          },
        ],
        ready: [(chart) => chart.over.addEventListener('click', () => pick(chart, latest()))],
      },
    },
    [[...places], ...lines.map((line) => [...line.values])] as uPlot.AlignedData,
    element,
  )
}

const fromZero = (_: uPlot, _low: number, high: number): uPlot.Range.MinMax => [
  0,
  Math.max(4, high * 1.1),
]

function seriesOf(element: HTMLElement, line: Line, count: number): uPlot.Series {
  const { label, color, drawnAs, isShare } = line
  const stroke = colorIn(element, color)
  const plain = { label, stroke, ...(isShare && { scale: 'share' }) }
  // A line through one place is none to see.
  const points = { show: count === 1, size: 6 }
  switch (drawnAs) {
    case undefined:
      return { ...plain, width: 2, points }
    case 'dashes':
      return { ...plain, width: 1.5, dash: [4, 4], points: { show: false } }
    case 'area':
      return { ...plain, width: 2, fill: colorIn(element, color, 10), points }
    case 'bars':
      return {
        ...plain,
        width: 0,
        fill: stroke,
        points: { show: false },
        paths: uPlot.paths.bars?.({ size: [0.7, 24], radius: 0.2 }) as uPlot.Series.PathBuilder,
      }
    default:
      return drawnAs satisfies never
  }
}

/** What is at the pointer's place, in words, on the side where it hides nothing. */
function tip(latest: () => Data): uPlot.Plugin {
  const words = document.createElement('div')
  words.className = 'chart-tip'
  words.hidden = true
  return {
    hooks: {
      init: (chart) => chart.over.append(words),
      setCursor: (chart) => {
        const { idx, left = 0 } = chart.cursor
        const isAway = idx === null || idx === undefined || left < 0
        words.hidden = isAway
        if (isAway) return
        words.textContent = latest().tipOf?.(idx) ?? ''
        words.classList.toggle('end', left > chart.over.clientWidth / 2)
      },
    },
  }
}

function drawMark(chart: uPlot, mark: number, color: string) {
  const { ctx, bbox } = chart
  const x = chart.valToPos(mark, 'x', true)
  if (x < bbox.left || x > bbox.left + bbox.width) return
  ctx.save()
  ctx.strokeStyle = color
  ctx.lineWidth = devicePixelRatio * 1.5
  ctx.setLineDash([4, 3])
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}

function pick(chart: uPlot, { places, onPick }: Data) {
  const at = places[chart.cursor.idx ?? -1]
  if (at !== undefined) onPick?.(at)
}

/** A token as the canvas needs it: `light-dark()` is for style sheets alone. */
function colorIn(element: HTMLElement, token: string, percent = 100): string {
  const probe = document.createElement('span')
  probe.style.color = `color-mix(in srgb, var(--${token}) ${percent}%, transparent)`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
