/** Draws a chart with uPlot, in the colours of the page. A chunk of its own. */
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { numberInWords, shareInWords } from '../../../shared/words/number.ts'
import type { Line, Mark } from './Chart.tsx'

type Data = {
  places: readonly number[]
  isTime?: boolean
  lines: readonly Line[]
  marks?: readonly Mark[]
  onPick?(place: number): void
}

/** `latest`: what is drawn now; the chart asks whenever it draws. */
export function createChart(element: HTMLElement, height: number, latest: () => Data): uPlot {
  const { places, lines, isTime = false } = latest()
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
      cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: isTime }, y: { range: fromZero }, share: { range: [0, 1] } },
      axes: [
        { ...axis, size: isTime ? 40 : 26 },
        { ...axis, size: 38, values: (_, all) => all.map(numberInWords) },
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
      series: [{}, ...lines.map((line) => seriesOf(element, line))],
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
  Math.max(1, high * 1.1),
]

function seriesOf(element: HTMLElement, { label, color, isBars, isShare }: Line): uPlot.Series {
  const stroke = colorIn(element, color)
  return {
    label,
    stroke,
    width: isBars ? 0 : 2,
    points: { show: false },
    ...(isShare && { scale: 'share' }),
    ...(isBars && {
      fill: stroke,
      paths: uPlot.paths.bars?.({ size: [0.7, 24], radius: 0.2 }) as uPlot.Series.PathBuilder,
    }),
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
function colorIn(element: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${token})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
