/** What the build puts in. */
declare const __BRIM_VERSION__: string
/** The hashed name of the view's file, beside the script. */
declare const __BRIM_VIEW__: string

/** https://w3c.github.io/gpc/ and https://wicg.github.io/nav-speculation/prerendering.html */
interface Navigator {
  readonly globalPrivacyControl?: boolean
}
interface Document {
  readonly prerendering?: boolean
}
