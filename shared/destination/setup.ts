/**
 * What each kind of destination is set up with: `settings`, which everybody of the workspace may read,
 * and `credentials`, which are sealed when they come and never answered again.
 */
import { z } from 'zod'
import { hasControlCharacter } from '../value/key.ts'
import { type DestinationKind, regions } from './kind.ts'

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Is needed')
    .max(most)
    .refine((one) => !hasControlCharacter(one), 'No control characters')

/** An address of a web server; who signs in there says so in credentials, not in the address. */
const address = z
  .url({ protocol: /^https?$/, error: 'An http or https address' })
  .max(2048)
  .refine(
    (one) => !URL.canParse(one) || new URL(one).username === '',
    'No user name in the address',
  )

const slackWebhook = z
  .string()
  .max(2048)
  .regex(
    /^https:\/\/hooks\.slack\.com\/[A-Za-z0-9/_-]+$/,
    'The address that Slack gave: https://hooks.slack.com/services/…',
  )

/** The name of a property of a CRM. */
const fieldName = (example: string) =>
  z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, `A name such as ${example}`)

const myDomain = z
  .string()
  .max(255)
  .regex(
    /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.my\.salesforce\.com$/,
    'Your My Domain: https://acme.my.salesforce.com',
  )

const gainsightDomain = z
  .string()
  .max(255)
  .regex(
    /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.gainsightcloud\.com$/,
    'Your Gainsight: https://acme.gainsightcloud.com',
  )

/** Of tools that know events of people, and nothing that is about an account alone. */
const person = {
  /** The account’s trait that holds somebody’s id there: for what is about nobody in particular. */
  userTrait: text(64).optional(),
  /** Whom a sample is about: somebody whom the tool knows. */
  sampleUser: text(256).optional(),
}

export const setups = {
  webhook: {
    settings: z.strictObject({ url: address }),
    /** Made by Brim. While a secret is rotated, both sign until `until`. */
    credentials: z.strictObject({
      secret: z.string(),
      previous: z.strictObject({ secret: z.string(), until: z.number() }).nullable(),
    }),
  },
  slack: {
    settings: z.strictObject({}),
    /** The address is the credential: whoever has it may post. */
    credentials: z.strictObject({ url: slackWebhook }),
  },
  email: {
    settings: z.strictObject({ to: z.email('An e-mail address').max(254) }),
    /** The operator’s mail server sends it. */
    credentials: z.null(),
  },
  hubspot: {
    settings: z.strictObject({
      /** A property of companies with unique values, which holds the account’s id. */
      property: fieldName('brim_account_id').default('brim_account_id'),
      /** The account’s trait by which a company is looked for that is there already. */
      domainTrait: text(64).default('domain'),
      /** What a message becomes. `event`: a custom event, which takes HubSpot Enterprise. */
      creates: z.enum(['task', 'note', 'event']).default('task'),
      /** Whose task it is, by the id of an owner. */
      owner: z
        .string()
        .regex(/^\d{1,20}$/, 'The number of an owner')
        .optional(),
      /** The internal name of the custom event: `pe1234_brim_signal`. */
      eventName: fieldName('pe1234_brim_signal').optional(),
    }),
    credentials: z.strictObject({ token: text(512) }),
  },
  salesforce: {
    settings: z.strictObject({
      domain: myDomain,
      /** A field of Account that is an external id, which holds the account’s id. */
      externalId: fieldName('Brim_Account_Id__c').default('Brim_Account_Id__c'),
      /** Whose task it is. Absent: of the user that Brim runs as. */
      owner: z
        .string()
        .regex(/^005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/, 'The id of a user: 005…')
        .optional(),
      /** Make the account where Salesforce has none. Else its messages fail, and say so. */
      createsAccounts: z.boolean().default(false),
    }),
    credentials: z.strictObject({ clientId: text(512), clientSecret: text(512) }),
  },
  gainsight: {
    settings: z.strictObject({
      domain: gainsightDomain,
      /** A field of Company that holds the account’s id. */
      companyField: fieldName('Brim_Account_Id__gc').default('Brim_Account_Id__gc'),
      /** Make the company where Gainsight has none. Else its messages fail, and say so. */
      createsCompanies: z.boolean().default(false),
      /** Whose it is: the author of an activity, the owner of a call to action. A user there. */
      owner: z.email('The e-mail address of a user of Gainsight').max(254),
      /** What a message becomes: an activity on the timeline, or a call to action. */
      creates: z.enum(['activity', 'cta']).default('activity'),
      activityType: text(100).default('Update'),
      /** As they are called there. */
      ctaType: text(100).default('Expansion'),
      ctaReason: text(100).optional(),
      ctaPriority: text(100).default('Medium'),
      ctaStatus: text(100).default('New'),
    }),
    credentials: z.strictObject({ accessKey: text(512) }),
  },
  intercom: {
    settings: z.strictObject({
      region: z.enum(regions.intercom).default('us'),
      /** What Intercom knows people by: the user’s id, or the e-mail address in their traits. */
      knownBy: z.enum(['id', 'email']).default('id'),
      ...person,
    }),
    credentials: z.strictObject({ token: text(512) }),
  },
  appcues: {
    settings: z.strictObject({
      region: z.enum(regions.appcues).default('us'),
      accountId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'The number of your Appcues account'),
      ...person,
    }),
    credentials: z.strictObject({ apiKey: text(512), apiSecret: text(512) }),
  },
  pendo: {
    settings: z.strictObject({ region: z.enum(regions.pendo).default('us'), ...person }),
    /** The shared secret of track events, of one app. */
    credentials: z.strictObject({ secret: text(512) }),
  },
} as const satisfies Record<DestinationKind, { settings: z.ZodType; credentials: z.ZodType }>

export type SettingsOf<K extends DestinationKind> = z.infer<(typeof setups)[K]['settings']>
export type CredentialsOf<K extends DestinationKind> = z.infer<(typeof setups)[K]['credentials']>

/** All that it takes to send to a destination. */
export type Target = {
  [K in DestinationKind]: { kind: K; settings: SettingsOf<K>; credentials: CredentialsOf<K> }
}[DestinationKind]
export type TargetOf<K extends DestinationKind> = Extract<Target, { kind: K }>
