/** What is sold, what prompts propose, and what is metered. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { DefinitionBody } from '../../../../shared/definition/definition.ts'
import { counted } from '../../../../shared/words/number.ts'
import { ActionLink } from '../../component/button/ActionLink.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { type CatalogueKind, type CatalogueRecord, newEntry } from '../../model/catalogue/kinds.ts'
import { pathTo } from '../../router.ts'
import {
  limitsInWords,
  meterInWords,
  offerInWords,
  pricesInWords,
  usesInWords,
} from '../../words/catalogue.ts'
import { Archived } from '../publish/Archived.tsx'
import { DefinitionMenu } from '../publish/DefinitionMenu.tsx'
import { StatusOf } from '../publish/StatusOf.tsx'

export const CataloguePage = () => {
  const { catalogue, publications } = useWorkspace()
  useEffect(() => {
    void catalogue.load(3000)
    void publications.load(3000)
  }, [catalogue, publications])
  const { lists, plans } = catalogue
  const nameOf = (key: string) => plans.value?.find((one) => one.key === key)?.draft.name ?? key
  return (
    <Page
      title="Catalogue"
      words="The plans you sell, the offers that prompts make, and the usage that Brim meters."
      actions={
        <Link class="button" to="/file">
          <Icon name="download" />
          As a file
        </Link>
      }
    >
      <Section
        kind="plan"
        title="Plans"
        words="The lowest first. A plan contains those below it: nobody is offered what they have."
        list={plans.value}
        empty="A plan has a name, its place in the order, prices, limits and features. Offers lead to plans, and an account’s plan decides its limits."
        wordsOf={(body) => {
          const plan = body as DefinitionBody<'plan'>
          const limits = limitsInWords(plan)
          return (
            <>
              <span>{pricesInWords(plan)}</span>
              {limits && <span>{limits}</span>}
              {plan.features.length > 0 && <span>{counted(plan.features.length, 'feature')}</span>}
            </>
          )
        }}
      />
      <Section
        kind="offer"
        title="Offers"
        words="What a prompt proposes. The same offer may stand in several nudges."
        list={lists.offer.data.value}
        empty="An offer says what a prompt proposes: to move up to a plan, to try one, more seats, or to talk with you. Each nudge makes one."
        wordsOf={(body) => <span>{offerInWords(body as DefinitionBody<'offer'>, nameOf)}</span>}
      />
      <Section
        kind="meter"
        title="Meters"
        words="Usage that Brim reads itself, from your events. What your product reports needs no entry here."
        list={lists.meter.data.value}
        empty="Where your product already sends events, Brim can count them against a limit: 1,000 exports a month, say. Then triggers can fire before the limit is reached."
        wordsOf={(body) => <span>{meterInWords(body as DefinitionBody<'meter'>)}</span>}
      />
      <Archived kinds={['plan', 'offer', 'meter']} noun="entry" nouns="entries" />
    </Page>
  )
}

type Props = {
  kind: CatalogueKind
  title: string
  words: string
  list: readonly CatalogueRecord[] | undefined
  empty: string
  wordsOf(body: DefinitionBody<CatalogueKind>): ComponentChildren
}

const Section = ({ kind, title, words, list, empty, wordsOf }: Props) => {
  const { catalogue } = useWorkspace()
  const create = (
    <ActionLink to={pathTo(kind, newEntry)} icon="plus" needs="author" tone="plain">
      New {kind}
    </ActionLink>
  )
  return (
    <section class="card" aria-labelledby={`catalogue-${kind}`}>
      <div class="card-head">
        <div>
          <h2 id={`catalogue-${kind}`}>{title}</h2>
          <p class="hint">{words}</p>
        </div>
        {list && list.length > 0 && create}
      </div>
      {!list && (
        <Waiting failure={catalogue.lists[kind].failure.value} onRetry={catalogue.load} lines={3} />
      )}
      {list?.length === 0 && (
        <Empty title={`No ${kind} yet`} action={create}>
          {empty}
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul class="rows">
          {list.map((record) => (
            <Row key={record.key} kind={kind} record={record} wordsOf={wordsOf} />
          ))}
        </ul>
      )}
    </section>
  )
}

type RowProps = Pick<Props, 'kind' | 'wordsOf'> & { record: CatalogueRecord }

const Row = ({ kind, record, wordsOf }: RowProps) => {
  const { catalogue } = useWorkspace()
  const uses = catalogue.usesOf(kind, record.key)
  const accounts = catalogue.accountsOn.value(kind, record.key) ?? 0
  return (
    <li class="row linked catalogue-row">
      <span class="row-words">
        <Link class="row-link row-title" to={pathTo(kind, record.key)}>
          {record.draft.name}
        </Link>
        <span class="row-sub">{wordsOf(record.draft)}</span>
      </span>
      <StatusOf
        kind={kind}
        record={record}
        isUnsaved={catalogue.unsaved.value.includes(`${kind} ${record.key}`)}
      />
      <span class="catalogue-uses muted small">{usesInWords(uses.length, accounts)}</span>
      <DefinitionMenu
        kind={kind}
        record={record}
        label={`More for “${record.draft.name}”`}
        size="small"
      />
    </li>
  )
}
