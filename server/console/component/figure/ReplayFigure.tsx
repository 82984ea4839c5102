/** One of the figures of a run over history: `children` say what it is of. */
export const ReplayFigure = ({
  name,
  value,
  children,
}: {
  name: string
  value: string
  children: preact.ComponentChildren
}) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong class="number">{value}</strong>
      <span class="muted small">{children}</span>
    </dd>
  </div>
)
