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

/** Tools that know events of people ask whom, where a message is about nobody. */
const person: readonly FormField[] = [
  {
    path: 'settings.userTrait',
    label: 'Trait that says who stands for an account',
    hint: 'Some signals are about an account and nobody in it. They are told of the person whose id is in this trait.',
    placeholder: 'ownerId',
    isOptional: true,
    input: text,
  },
  {
    path: 'settings.sampleUser',
    label: 'Who samples are about',
    hint: 'Somebody’s id there, such as your own, so that you find the sample.',
    isOptional: true,
    input: text,
  },
]

const region = (options: Record<string, string>): FormField => ({
  path: 'settings.region',
  label: 'Region',
  hint: 'Where your data are kept.',
  usual: 'us',
  input: { kind: 'choice', options },
})

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
      hint: 'Of a private app that may read and write companies, and tasks, notes or events, and read owners.',
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
      hint: 'The number of an owner in HubSpot. What a play sets off is the rep’s instead, where HubSpot knows their e-mail address.',
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
      hint: 'The id of a user; else the one that the app runs as. What a play sets off is the rep’s instead, where Salesforce knows their e-mail address.',
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
  gainsight: [
    {
      path: 'settings.domain',
      label: 'Your Gainsight',
      placeholder: 'https://acme.gainsightcloud.com',
      input: text,
    },
    {
      path: 'credentials.accessKey',
      label: 'Access key',
      hint: 'In Gainsight: Administration, Connectors, Gainsight API.',
      input: text,
    },
    {
      path: 'settings.owner',
      label: 'Owner',
      hint: 'The e-mail address of a Gainsight user: the author of activities, the owner of calls to action.',
      placeholder: 'csm@example.com',
      input: text,
    },
    {
      path: 'settings.creates',
      label: 'A message becomes',
      usual: 'activity',
      input: {
        kind: 'choice',
        options: { activity: 'An activity on the timeline', cta: 'A call to action' },
      },
    },
    {
      path: 'settings.activityType',
      label: 'Type of the activity',
      usual: 'Update',
      when: { path: 'settings.creates', is: 'activity' },
      input: text,
    },
    {
      path: 'settings.ctaType',
      label: 'Type of the call to action',
      hint: 'As Gainsight calls it, in Administration, Cockpit; so too with what follows.',
      usual: 'Expansion',
      when: { path: 'settings.creates', is: 'cta' },
      input: text,
    },
    {
      path: 'settings.ctaReason',
      label: 'Reason',
      isOptional: true,
      when: { path: 'settings.creates', is: 'cta' },
      input: text,
    },
    {
      path: 'settings.ctaPriority',
      label: 'Priority',
      usual: 'Medium',
      when: { path: 'settings.creates', is: 'cta' },
      input: text,
    },
    {
      path: 'settings.ctaStatus',
      label: 'Status',
      usual: 'New',
      when: { path: 'settings.creates', is: 'cta' },
      input: text,
    },
    {
      path: 'settings.companyField',
      label: 'Field for the account’s id',
      hint: 'A text field of Company. Companies are known by it.',
      usual: 'Brim_Account_Id__gc',
      input: text,
    },
    {
      path: 'settings.createsCompanies',
      label: 'Make companies that Gainsight does not have',
      input: { kind: 'check' },
    },
  ],
  intercom: [
    {
      path: 'credentials.token',
      label: 'Access token',
      hint: 'In Intercom’s Developer Hub: an app of yours that may write events.',
      input: text,
    },
    region({ us: 'United States', eu: 'Europe', au: 'Australia' }),
    {
      path: 'settings.knownBy',
      label: 'Intercom knows people by',
      usual: 'id',
      input: {
        kind: 'choice',
        options: { id: 'The user’s id', email: 'The e-mail address in their traits' },
      },
    },
    ...person,
  ],
  appcues: [
    {
      path: 'settings.accountId',
      label: 'Account ID',
      hint: 'In Appcues Studio: Settings, Account.',
      placeholder: '12345',
      input: text,
    },
    {
      path: 'credentials.apiKey',
      label: 'API key',
      hint: 'In Appcues Studio: Settings, API keys.',
      input: text,
    },
    { path: 'credentials.apiSecret', label: 'API secret', input: text },
    region({ us: 'United States', eu: 'Europe' }),
    ...person,
  ],
  pendo: [
    {
      path: 'credentials.secret',
      label: 'Track event shared secret',
      hint: 'In Pendo: Settings, Subscription settings, your app, App details.',
      input: text,
    },
    region({
      us: 'United States',
      us1: 'United States (US1)',
      eu: 'Europe',
      jp: 'Japan',
      au: 'Australia',
    }),
    ...person,
  ],
}
