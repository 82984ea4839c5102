/** What is told of a webhook that is signed for another time than now, and what to do. */
export const outOfTime = {
  old: 'It was signed more than 5 minutes ago: it was sent a second time by somebody else, or a clock is wrong. Set this server’s clock by NTP, then have it sent again from where it comes: it is signed anew',
  early:
    'It is signed for a time more than 5 minutes from now: a clock is wrong, here or there. Set this server’s clock by NTP, then have it sent again from where it comes',
} as const
