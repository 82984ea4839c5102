type Props = { name: string; used: number; limit: number | null; unit?: string }

export function UsageBar({ name, used, limit, unit = '' }: Props) {
  const share = limit === null ? 0 : Math.min(1, used / limit)
  return (
    <div class={share >= 1 ? 'usage-bar full' : 'usage-bar'}>
      <p>
        <span>{name}</span>
        <span>
          <strong>{used}</strong> {limit === null ? `${unit} · no limit` : `of ${limit} ${unit}`}
        </span>
      </p>
      {limit !== null && <progress max={1} value={share} aria-label={name} />}
    </div>
  )
}
