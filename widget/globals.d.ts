/** https://w3c.github.io/gpc/ and https://wicg.github.io/nav-speculation/prerendering.html */
interface Navigator {
  readonly globalPrivacyControl?: boolean
}
interface Document {
  readonly prerendering?: boolean
}
