import type { DetailedHTMLProps, HTMLAttributes } from 'react'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'brim-slot': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & { name: string }
    }
  }
}
