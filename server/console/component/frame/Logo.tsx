/** A vessel filled to the brim, and a little above it. */
export const LogoMark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path
      class="logo-vessel"
      d="M3.5 8v4.5a8.5 8.5 0 0 0 17 0V8"
      stroke-width="2.2"
      stroke-linecap="round"
    />
    <path class="logo-liquid" d="M6.8 9.6h10.4v2.9a5.2 5.2 0 0 1-10.4 0z" />
    <path class="logo-brim" d="M6.8 8.2q5.2-5.2 10.4 0z" />
  </svg>
)

export const Logo = ({ size = 24 }: { size?: number }) => (
  <>
    <LogoMark size={size} />
    <span class="wordmark">brim</span>
  </>
)
