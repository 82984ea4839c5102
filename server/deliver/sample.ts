/** What a destination is sent to try it: all that a real signal has, of an account that is made up. */
import type { Message } from '../../shared/destination/message.ts'
import { dayMs } from '../../shared/value/duration.ts'

export function sampleOf(now: number): Message {
  return {
    type: 'signal_fired',
    timestamp: new Date(now).toISOString(),
    isSample: true,
    data: {
      account: 'brim-sample',
      user: 'brim-sample-user',
      traits: {
        account: {
          name: 'Brim sample account',
          domain: 'brim-sample.example',
          plan: 'free',
          seats: 9,
        },
        user: { name: 'Sam Sample', role: 'admin' },
      },
      signal: 'sig_sample',
      name: 'Keeps hitting the export paywall',
      trigger: 'export-wall',
      family: 'paywall',
      subject: 'account',
      firedAt: now,
      expiresAt: now + 7 * dayMs,
      recommends: null,
      evidence: [
        {
          path: 'when',
          what: 'paywall hits on “export” in 7 days',
          operator: 'gte',
          threshold: 3,
          value: 5,
          verdict: 'true',
        },
      ],
    },
  }
}
