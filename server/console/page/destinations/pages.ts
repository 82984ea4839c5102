/** The pages of destinations: one chunk, for those who set one up. */
export { DestinationPage } from './DestinationPage.tsx'
export { DestinationsPage } from './DestinationsPage.tsx'
