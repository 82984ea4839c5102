/** Buttons that cannot do what they say. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Action } from '../../../shared/definition/nudge.ts'
import type { Offer } from '../../../shared/definition/plan.ts'
import type { Check } from './check.ts'
import { copiesOf } from './texts.ts'

export const actions: Check = (nudge, { catalogue }) => {
  const offer = catalogue.offers.get(nudge.offer)
  return copiesOf(nudge).flatMap(({ path, copy }) =>
    copy.actions.flatMap((action, i): Finding[] => {
      const fault = faultOf(action, offer)
      if (!fault) return []
      const at = `${path}.actions.${i}.${fault.field}`
      const { sentence, remedy } = fault
      return [{ code: 'action_impossible', level: 'error', path: at, sentence, remedy }]
    }),
  )
}

type Fault = { field: 'url' | 'kind'; sentence: string; remedy: string }

function faultOf(action: Action, offer: Offer | undefined): Fault | undefined {
  if (action.kind === 'trial' && offer && offer.kind !== 'trial') {
    return {
      field: 'kind',
      sentence: `“${action.label}” starts a trial, but “${offer.name}” is none.`,
      remedy: 'Propose a trial, or let the button go to the checkout.',
    }
  }
  if (action.kind !== 'checkout') return undefined
  if (/^http:/i.test(action.url) && !isOfThisMachine(action.url)) {
    return {
      field: 'url',
      sentence: `“${action.label}” leads to a checkout over http: what is typed there can be read on its way.`,
      remedy: 'Use the https address, or one within your page that begins with “/”.',
    }
  }
  if (!/^mailto:/i.test(action.url)) return undefined
  return {
    field: 'url',
    sentence: `“${action.label}” promises a checkout and opens an e-mail.`,
    remedy: 'Use the address of the checkout, or let the button contact you.',
  }
}

/** Where developers try it out. */
function isOfThisMachine(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1'
}
