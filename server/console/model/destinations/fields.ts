/** What each kind of destination asks for, in the order of its form. */
import type { DestinationKind } from '../../../../shared/destination/kind.ts'

export type FormField = {
  /** As its issues name it. What is under `credentials` is never shown again. */
  path: `settings.${string}` | `credentials.${string}`
  label: string
  hint?: string
  placeholder?: string
  isOptional?: boolean
  /** What a new one begins with. */
  usual?: string
  /** Shown only where another field has this value. */
  when?: { path: string; is: string }
  input: { kind: 'text' } | { kind: 'check' } | { kind: 'choice'; options: Record<string, string> }
}

const text = { kind: 'text' } as const

export const formFields: Record<DestinationKind, readonly FormField[]> = {
  webhook: [
    {
      path: 'settings.url',
      label: 'Address',
      hint: 'Gets each message as a POST, signed as Standard Webhooks has it. You see the secret once it is added.',
      placeholder: 'https://api.example.com/brim',
      input: text,
    },
  ],
  slack: [
    {
      path: 'credentials.url',
      label: 'Webhook address',
      hint: 'In Slack: your app, Incoming Webhooks, Add New Webhook. It leads to one channel.',
      placeholder: 'https://hooks.slack.com/services/…',
      input: text,
    },
  ],
  email: [
    {
      path: 'settings.to',
      label: 'Address',
      hint: 'One address; a team has one of its own. Brim’s mail server sends it.',
      placeholder: 'sales@example.com',
      input: text,
    },
  ],
  hubspot: [
    {
      path: 'credentials.token',
      label: 'Access token',
      hint: 'Of a private app that may read and write companies, and tasks, notes or events.',
      input: text,
    },
    {
      path: 'settings.creates',
      label: 'A message becomes',
      usual: 'task',
      input: {
        kind: 'choice',
        options: {
          task: 'A task on the company',
          note: 'A note on the company',
          event: 'A custom event (Enterprise)',
        },
      },
    },
    {
      path: 'settings.eventName',
      label: 'Event name',
      hint: 'The internal name of your custom event. It takes brim_type, brim_title and brim_evidence.',
      placeholder: 'pe1234567_brim_signal',
      when: { path: 'settings.creates', is: 'event' },
      input: text,
    },
    {
      path: 'settings.property',
      label: 'Property for the account’s id',
      hint: 'Make it at companies, as a text with unique values. Companies are known by it.',
      usual: 'brim_account_id',
      input: text,
    },
    {
      path: 'settings.domainTrait',
      label: 'Trait with the domain',
      hint: 'By it a company that is there already is found, and linked.',
      usual: 'domain',
      input: text,
    },
    {
      path: 'settings.owner',
      label: 'Owner',
      hint: 'The number of an owner in HubSpot.',
      isOptional: true,
      input: text,
    },
  ],
  salesforce: [
    {
      path: 'settings.domain',
      label: 'My Domain',
      placeholder: 'https://acme.my.salesforce.com',
      input: text,
    },
    {
      path: 'credentials.clientId',
      label: 'Consumer key',
      hint: 'Of an External Client App with the client credentials flow and a user to run as.',
      input: text,
    },
    { path: 'credentials.clientSecret', label: 'Consumer secret', input: text },
    {
      path: 'settings.externalId',
      label: 'Field for the account’s id',
      hint: 'A field of Account that is an external id. Accounts are known by it.',
      usual: 'Brim_Account_Id__c',
      input: text,
    },
    {
      path: 'settings.owner',
      label: 'Owner of tasks',
      hint: 'The id of a user; else the one that the app runs as.',
      placeholder: '005…',
      isOptional: true,
      input: text,
    },
    {
      path: 'settings.createsAccounts',
      label: 'Make accounts that Salesforce does not have',
      input: { kind: 'check' },
    },
  ],
}
