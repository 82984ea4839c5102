/** Sends one message to one destination, whatever its kind, and says what came of it. */
import type { Message } from '../../shared/destination/message.ts'
import type { Target } from '../../shared/destination/setup.ts'
import type { Call } from './call.ts'
import * as email from './destination/email.ts'
import * as hubspot from './destination/hubspot.ts'
import { createSalesforce } from './destination/salesforce.ts'
import * as slack from './destination/slack.ts'
import * as webhook from './destination/webhook.ts'
import { unreached, type Verdict } from './verdict.ts'

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
}

export type Send = (target: Target, outgoing: Outgoing) => Promise<Verdict>

/** Where vendors are; elsewhere only for tests. */
export type VendorBases = {
  slack: string
  hubspot: string
  /** Where an origin of Salesforce is asked. */
  salesforce(origin: string): string
}

export const vendorBases: VendorBases = {
  slack: 'https://hooks.slack.com',
  hubspot: 'https://api.hubapi.com',
  salesforce: (origin) => origin,
}

/** All requests of an attempt together: so much less than a lease that none is outlasted. */
export const mostMs = 45_000

/** `mail`: null where the operator has set no mail server. */
export type SendOptions = {
  call: Call
  mail?: email.SendMail | null
  bases?: VendorBases
  withinMs?: number
}

export function createSend(options: SendOptions): Send {
  const { mail = null, bases = vendorBases, withinMs = mostMs } = options
  const sendToSalesforce = createSalesforce(bases.salesforce)
  const send = async (call: Call, target: Target, outgoing: Outgoing): Promise<Verdict> => {
    switch (target.kind) {
      case 'webhook':
        return webhook.judgeWebhook(await call(webhook.toRequest(target, outgoing)))
      case 'slack':
        return slack.judgeSlack(await call(slack.toRequest(bases.slack, target, outgoing)))
      case 'email':
        return email.send(mail, target, outgoing)
      case 'hubspot':
        return hubspot.send(call, bases.hubspot, { target, outgoing })
      case 'salesforce':
        return sendToSalesforce(call, target, outgoing)
      default:
        return target satisfies never
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
