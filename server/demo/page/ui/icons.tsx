const paths = {
  board: 'M4 5h5v14H4zM11 5h5v9h-5zM18 5h2v6h-2z',
  plus: 'M12 5v14M5 12h14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c.6-3.4 2.9-5 6-5s5.4 1.6 6 5M16 4.500a3.5 3.5 0 0 1 0 6.500M18 15.300c1.7.7 2.7 2.2 3 4.7',
  billing: 'M3 6.500h18v11H3zM3 10.500h18M7 14.500h4',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.500c.3-1.4 1.3-2 2.5-2 1.5 0 2.5.9 2.5 2.2 0 1.8-2.5 2-2.5 3.800M12 16.700v.1',
  export: 'M12 15V4M8 8l4-4 4 4M5 14v5h14v-5',
  left: 'm14 6-6 6 6 6',
  right: 'm10 6 6 6-6 6',
  close: 'm6 6 12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  timeline: 'M4 6h9M8 12h10M12 18h8',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  pulse: 'M3 12h4l3-7 4 14 3-7h4',
  out: 'M9 5h10v10M19 5 7 17',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M5 13c3.7-3.6 7.3-3.6 11 0s7.3 3.6 11 0M5 20c3.7-3.6 7.3-3.6 11 0s7.3 3.6 11 0" />
    </svg>
  )
}
