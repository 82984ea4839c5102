/** Sends one message to one destination, whatever its kind, and says what came of it. */
import type { AccountMessage, Message } from '../../shared/destination/message.ts'
import type { Target } from '../../shared/destination/setup.ts'
import type { Call } from './call.ts'
import * as appcues from './destination/appcues.ts'
import * as email from './destination/email.ts'
import * as gainsight from './destination/gainsight.ts'
import { createHubSpot } from './destination/hubspot.ts'
import * as intercom from './destination/intercom.ts'
import * as pendo from './destination/pendo.ts'
import { createSalesforce } from './destination/salesforce.ts'
import * as slack from './destination/slack.ts'
import * as webhook from './destination/webhook.ts'
import { createOwners } from './owners.ts'
import type { VoteLink } from './story.ts'
import { unreached, unset, type Verdict } from './verdict.ts'

/** What is sent. */
export type Outgoing = {
  /** The same over all attempts. */
  id: string
  /** The JSON text of the message, the same over all attempts. */
  body: string
  message: Message
  /** From 1. */
  attempt: number
  now: number
  /** Brim’s own origin, for links; null where it is not known. */
  home: string | null
  /** Whose a task is, by their address. Absent: of whom the destination says. */
  rep?: string | null
  /** Absent: nobody is asked. */
  voteLink?: VoteLink | null
}

/** What a CRM or a success tool can keep: it is about one account. */
export type OfAccount = Outgoing & { message: AccountMessage }

export type Send = (target: Target, outgoing: Outgoing) => Promise<Verdict>

/** All requests of an attempt together: so much less than a lease that none is outlasted. */
export const mostMs = 45_000

/** `mail`: null where the operator has set no mail server. */
export type SendOptions = {
  call: Call
  mail?: email.SendMail | null
  /** Where an origin of a vendor is asked; elsewhere only for tests. */
  at?: (origin: string) => string
  withinMs?: number
}

export function createSend(options: SendOptions): Send {
  const { mail = null, at = (origin) => origin, withinMs = mostMs } = options
  const owners = createOwners()
  const sendToHubSpot = createHubSpot(at, owners)
  const sendToSalesforce = createSalesforce(at, owners)
  /** Tools that keep accounts. */
  const sendOfAccount = (
    call: Call,
    target: Exclude<Target, { kind: 'webhook' | 'slack' | 'email' }>,
    outgoing: OfAccount,
  ): Promise<Verdict> => {
    switch (target.kind) {
      case 'hubspot':
        return sendToHubSpot(call, target, outgoing)
      case 'salesforce':
        return sendToSalesforce(call, target, outgoing)
      case 'gainsight':
        return gainsight.send(call, at(target.settings.domain), { target, outgoing })
      case 'intercom':
        return intercom.send(call, at(intercom.originOf(target)), { target, outgoing })
      case 'appcues':
        return appcues.send(call, at(appcues.originOf(target)), { target, outgoing })
      case 'pendo':
        return pendo.send(call, at(pendo.originOf(target)), { target, outgoing })
      default:
        return target satisfies never
    }
  }
  const send = async (call: Call, target: Target, outgoing: Outgoing): Promise<Verdict> => {
    switch (target.kind) {
      case 'webhook':
        return webhook.judgeWebhook(await call(webhook.toRequest(target, outgoing)))
      case 'slack':
        return slack.judgeSlack(await call(slack.toRequest(at(slack.origin), target, outgoing)))
      case 'email':
        return email.send(mail, target, outgoing)
      default:
        return isOfAccount(outgoing) ? sendOfAccount(call, target, outgoing) : unset(noDigests)
    }
  }
  return (target, outgoing) => {
    const ending = AbortSignal.timeout(withinMs)
    const call: Call = (message) => options.call(message, ending)
    const over = new Promise<never>((_, reject) => {
      ending.onabort = () => reject(new Error(`Not done within ${withinMs / 1000} s`))
    })
    return Promise.race([over, send(call, target, outgoing)]).catch(unreached)
  }
}

const noDigests = 'It keeps what is about one account, and no digests: choose Slack or e-mail'

const isOfAccount = (outgoing: Outgoing): outgoing is OfAccount =>
  outgoing.message.type !== 'digest'
