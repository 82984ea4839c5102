/** The pages of sources: one chunk, for those who set one up. */
export { SourcePage } from './SourcePage.tsx'
export { SourcesPage } from './SourcesPage.tsx'
