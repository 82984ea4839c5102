/** The console's icons: 16 px line drawings in the colour of the text beside them. */
const paths = {
  overview: 'M2.5 13.5v-4h3v4M6.5 13.5v-7h3v7M10.5 13.5v-11h3v11',
  nudges: 'M2.5 3.5h11v7.5h-6L4.5 13.5V11h-2zM5 6.2h6M5 8.4h3.6',
  results: 'M2 13.5h12M3 10.5l3.2-3.6 2.6 2.2L13 4M10.2 3.8H13v2.8',
  send: 'M14 2 7.2 8.8M14 2 9.8 14 7.2 8.8 2 6.2z',
  live: 'M1.5 8h2.6l2-5 3.6 10 2-5h2.8',
  accounts:
    'M2.5 13.5v-11h6v11M8.5 6h5v7.5M1.5 13.5h13M4.8 5.2h1.4M4.8 8h1.4M4.8 10.8h1.4M10.8 8.6h.6M10.8 11h.6',
  theme:
    'M8 14a6 6 0 1 1 6-6c0 1.8-1.6 2-2.6 2H10c-1.6 0-1.8 1.4-1.2 2.1.6.8.2 1.9-.8 1.9M5 8h.01M6.6 5.2h.01M9.6 5.2h.01',
  gallery: 'M2 3h5v4.5H2zM9 3h5v10H9zM2 9.5h5V13H2z',
  catalogue: 'M2.5 8.2V2.5h5.7l5.3 5.3-5.7 5.7zM5.4 5.4h.01',
  install: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  picture: 'M2 3h12v10H2zM2.5 12l3.6-4 2.6 2.6L10.6 9l3 3.2M10.6 6h.01',
  grid: 'M2 3h12v10H2zM2 6.4h12M2 9.7h12M6.2 3v10M10.2 3v10',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.4 10.4l3.1 3.1',
  check: 'm3 8.5 3.2 3.2L13 5',
  cross: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  down: 'm4 6 4 4 4-4',
  up: 'm4 10 4-4 4 4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  clock: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12M8 4.8V8l2.2 1.6',
  history: 'M2.6 6.2A5.7 5.7 0 1 1 2.4 9M2.2 3v3.4h3.4M8 5v3.2l2.2 1.4',
  archive: 'M2 3h12v3H2zM3 6v7h10V6M6.4 8.6h3.2',
  info: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12M8 7.4v3.4M8 5.2v.1',
  plays: 'M2.5 4h4.5v3.5h6.5M7 7.5v5h6.5M11.5 5.5l2 2-2 2M11.5 10.5l2 2-2 2',
  bell: 'M4 11.5V7a4 4 0 0 1 8 0v4.5l1.2 1H2.8zM6.8 13.8h2.4',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.6 8z',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.7 3.7 0 0 1 0 7.4H6',
  download: 'M8 2.5v7.2M4.8 6.8 8 9.9l3.2-3.1M3 13.2h10',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9',
  bold: 'M4.5 2.8h4.2a2.5 2.5 0 0 1 0 5H4.5zM4.5 7.8h4.9a2.7 2.7 0 0 1 0 5.4H4.5z',
  italic: 'M6.5 2.8h5M4.5 13.2h5M9.2 2.8 6.8 13.2',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  variable:
    'M5 2.5c-2 0-1.6 1.8-1.6 3.3S2.6 8 1.8 8c.8 0 1.6.7 1.6 2.2S3 13.5 5 13.5M11 2.5c2 0 1.6 1.8 1.6 3.3S13.4 8 14.2 8c-.8 0-1.6.7-1.6 2.2s.4 3.3-1.6 3.3M6.2 6l3.6 4M9.8 6l-3.6 4',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8',
  system: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  phone: 'M5 1.8h6v12.4H5zM7.3 12.2h1.4',
  alert: 'M8 2.2 14.3 13H1.7zM8 6.2v3.2M8 11.2v.1',
  signal: 'M8 13.5v-3M4 13.5v-5M12 13.5V3.2M2 3.8h4M4 1.8v4',
  event: 'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4',
  person:
    'M8 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M2.8 13.6c.5-2.7 2.6-4 5.2-4s4.7 1.3 5.2 4',
  out: 'M6.5 2.5h-4v11h4M10 4.8 13.2 8 10 11.2M13 8H6',
  eye: 'M1.5 8S3.8 3.8 8 3.8 14.5 8 14.5 8 12.2 12.2 8 12.2 1.5 8 1.5 8M8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6',
  key: 'M5.2 12.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M7.1 7.9l5.4-5.4M10.4 4.6l2 2',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 2.4 : 1.5}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
