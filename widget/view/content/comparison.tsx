/** Plans side by side: a table, whose ticks screen readers have words for. */
import type { Comparison as Plans } from '../../../shared/decision/prompt.ts'
import { Copy } from './copy.tsx'
import { Icon } from './icon.tsx'

type Props = { comparison: Plans }

export const Comparison = ({ comparison: { current, offered, rows, words } }: Props) => {
  const cell = (of: Plans['rows'][number]['current']) =>
    typeof of === 'boolean' ? (
      <>
        {of ? <Icon name="check" /> : <span aria-hidden="true">–</span>}
        <span class="heard">{of ? words.yes : words.no}</span>
      </>
    ) : (
      <Copy of={of} />
    )
  return (
    <table part="comparison">
      <caption class="heard">{words.title}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <Copy of={current} />
          </th>
          <th scope="col">
            <Copy of={offered} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <th scope="row">
              <Copy of={row.label} />
            </th>
            <td>{cell(row.current)}</td>
            <td>{cell(row.offered)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
