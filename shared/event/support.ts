/**
 * What a help desk says: somebody has asked for help, and what about. Rules, in their order, tell the
 * topic by tags and by words; of what was written nothing else is kept.
 */
import { z } from 'zod'
import { hasControlCharacter, name } from '../value/key.ts'

/** How what was asked was heard of: a new conversation, a further message, or a tag that was put on. */
export const happenings = ['opened', 'replied', 'tagged'] as const
export type Happening = (typeof happenings)[number]

const tag = z.string().trim().min(1).max(100)

/** Looked for as whole words; upper case and accents do not count. */
const phrase = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => !hasControlCharacter(text), 'No control characters')
  .refine((text) => /[\p{L}\p{N}]/u.test(text), 'Needs a letter or a digit')

/** It is of this topic where it has one of the tags, or one of the words is in it. */
export const topicRule = z
  .strictObject({
    topic: name,
    tags: z.array(tag).max(50),
    words: z.array(phrase).max(100),
  })
  .refine(({ tags, words }) => tags.length + words.length > 0, {
    path: ['words'],
    error: 'A rule needs a word or a tag',
  })
export type TopicRule = z.infer<typeof topicRule>

/**
 * Which further messages of a customer count as another inquiry: none, those of which a rule finds a
 * word in what they say themselves, or all.
 */
export const replyCounts = ['never', 'on_topic', 'always'] as const
export type ReplyCount = (typeof replyCounts)[number]

export const topics = z.strictObject({
  /** The first one that fits says the topic. */
  rules: z.array(topicRule).max(100),
  /** The topic of what no rule fits; null: it is left out. */
  otherwise: name.nullable(),
  replies: z.enum(replyCounts),
})
export type Topics = z.infer<typeof topics>

/** What a new help desk begins with. Who wants to leave, or asks for an invoice, is not asked to buy. */
export const defaultTopics: Topics = {
  rules: [
    {
      topic: 'cancellation',
      tags: ['cancellation', 'churn'],
      words: ['cancel', 'cancellation', 'refund', 'kündigen', 'résilier', 'cancelar', '解約'],
    },
    {
      topic: 'billing',
      tags: ['billing'],
      words: [
        'invoice',
        'invoices',
        'receipt',
        'payment',
        'charged',
        'Rechnung',
        'facture',
        'factura',
      ],
    },
    {
      topic: 'limits',
      tags: ['limits', 'limit'],
      words: ['limit', 'limits', 'quota', 'out of storage', 'run out of', 'limite', '上限'],
    },
    {
      topic: 'seats',
      tags: ['seats', 'licenses'],
      words: [
        'seat',
        'seats',
        'licence',
        'licences',
        'license',
        'licenses',
        'add users',
        'more users',
        'add people',
        'Lizenzen',
      ],
    },
    {
      topic: 'upgrade',
      tags: ['upgrade', 'sales'],
      words: [
        'upgrade',
        'upgrading',
        'higher plan',
        'bigger plan',
        'enterprise plan',
        'upgraden',
        'アップグレード',
      ],
    },
    {
      topic: 'pricing',
      tags: ['pricing'],
      words: [
        'price',
        'prices',
        'pricing',
        'how much',
        'cost',
        'costs',
        'quote',
        'discount',
        'Preis',
        'Preise',
        'tarif',
        'prix',
        'precio',
        'precios',
        '料金',
        '価格',
      ],
    },
  ],
  otherwise: 'other',
  replies: 'on_topic',
}

/** Somebody of whom nobody knows whose customer they are, and what waits for that. */
export type WaitingRequester = {
  /** The help desk's own id, with what it is an id of: `contact:5ee3`. */
  requester: string
  /** By what a person recognises them: an address, a name, or that id. */
  who: string
  inquiries: number
  topics: string[]
  /** Epoch ms. */
  lastAt: number
}

/** Of whom a person has said it. */
export type MappedRequester = { requester: string; account: string; at: number }

/** What the console shows of who asks a help desk. */
export type RequestersView = { waiting: WaitingRequester[]; mapped: MappedRequester[] }
