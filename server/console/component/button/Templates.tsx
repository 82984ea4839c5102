import { Link } from '../frame/Link.tsx'

export type Template = { id: string; name: string; words: string }

/** What a list begins with while it is empty, and what stands below it afterwards. `to`: where one is made. */
export const Templates = ({
  templates,
  to,
  isFirst,
}: {
  templates: readonly Template[]
  to: string
  isFirst: boolean
}) => (
  <section aria-labelledby="templates" class="stack">
    <h2 id="templates" class="templates-title">
      {isFirst ? 'Begin with' : 'Another one'}
    </h2>
    <ul class="templates">
      {templates.map(({ id, name, words }) => (
        <li key={id}>
          <Link class="template" to={`${to}?template=${id}`}>
            <strong>{name}</strong>
            <span class="muted small">{words}</span>
          </Link>
        </li>
      ))}
    </ul>
  </section>
)
