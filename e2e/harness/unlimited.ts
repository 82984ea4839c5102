// For whoever sends as fast as it goes: the limits of a server that is asked by many, lifted.
export const unlimited = {
  BRIM_RATE_SECRET_KEY: '0',
  BRIM_RATE_PUBLISHABLE_KEY: '0',
  BRIM_RATE_ADDRESS: '0',
  BRIM_RATE_UNKNOWN_KEY: '0',
}
