/** Everything the pages work with, joined in one place. */
import { effect } from '@preact/signals'
import type { Api } from '../api.ts'
import type { Router } from '../router.ts'
import { AccountsModel } from './account/accounts.ts'
import { RankingModel } from './account/ranking.ts'
import { ReadinessModel } from './account/readiness.ts'
import { AuditModel } from './audit/audit.ts'
import { CatalogueModel } from './catalogue/catalogue.ts'
import { DefinitionsFileModel } from './definitions/definitions-file.ts'
import { DestinationsModel } from './destinations/destinations.ts'
import { EditorsModel } from './editor/editors.ts'
import { IdentityModel } from './install/identity.ts'
import { InstallModel } from './install/install.ts'
import { LiveModel } from './live/live.ts'
import { NudgesModel } from './nudge/nudges.ts'
import { PeopleModel } from './person/people.ts'
import { SessionModel } from './person/session.ts'
import { ThemeModel } from './person/theme.ts'
import { AlertsModel } from './play/alerts.ts'
import { PlaysModel } from './play/plays.ts'
import { PublicationsModel } from './publishing/publications.ts'
import { createResource } from './resource.ts'
import { OverviewModel } from './results/overview.ts'
import { ResultsModel } from './results/results.ts'
import { LooksModel } from './settings/looks.ts'
import { PicturesModel } from './settings/pictures.ts'
import { RulesModel } from './settings/rules.ts'
import { SourcesModel } from './source/sources.ts'
import { StartModel } from './start/start.ts'
import { type Toasts, ToastsModel } from './toasts.ts'
import { TriggersModel } from './trigger/triggers.ts'

type Deps = { api: Api; router: Router; storage: Storage; root: HTMLElement }

export type Console = ReturnType<typeof createConsole>
export type WorkspaceModels = ReturnType<typeof createWorkspaceModels>

export function createConsole({ api, router, storage, root }: Deps) {
  const toasts = new ToastsModel()
  const opened = new Map<string, WorkspaceModels>()
  const session = new SessionModel(api, storage)
  let whose: string | undefined
  // What somebody has typed is not for whoever logs in after them, nor what they were let see.
  effect(() => {
    if (session.state.value.kind !== 'in') return
    const { id } = session.state.value.me.person
    if (whose !== undefined && whose !== id) {
      opened.clear()
      toasts.clear()
    }
    whose = id
  })
  return {
    api,
    router,
    toasts,
    session,
    theme: new ThemeModel(storage, root),
    /** What was loaded of a workspace stays until the page is closed, or somebody else logs in. */
    workspace(id: string): WorkspaceModels {
      const known = opened.get(id)
      if (known) return known
      const made = createWorkspaceModels(api, id, { toasts, storage })
      opened.set(id, made)
      return made
    },
    hasUnsaved: () =>
      [...opened.values()].some(
        ({ editors, triggers, plays, looks, catalogue, rules, salesTeam, readiness, sources }) =>
          [editors, triggers, plays, catalogue].some((one) => one.unsaved.value.length > 0) ||
          [looks, rules, salesTeam, readiness].some((one) => one.isDirty.value) ||
          sources.unsaved.value,
      ),
  }
}

type Shared = { toasts: Toasts; storage: Storage }

function createWorkspaceModels(root: Api, id: string, { toasts, storage }: Shared) {
  const api = root.workspace(id)
  const nudges = new NudgesModel(api, toasts)
  const settings = createResource(api.settings)
  const ranking = new RankingModel(api, toasts)
  const live = new LiveModel(api, (address) => new EventSource(address))
  return {
    api,
    nudges,
    live,
    editors: new EditorsModel(api, nudges),
    triggers: new TriggersModel(api, nudges),
    plays: new PlaysModel(api, nudges),
    alerts: new AlertsModel(api, toasts),
    /** Of the settings, those of sales. */
    salesTeam: new RulesModel(api, { settings, toasts }),
    publications: new PublicationsModel(api, { nudges, toasts }),
    overview: new OverviewModel(api),
    ranking,
    readiness: new ReadinessModel(api, { settings, toasts, onSaved: () => void ranking.load() }),
    accounts: new AccountsModel(api, toasts),
    results: new ResultsModel(api),
    settings,
    catalogue: new CatalogueModel(api, { nudges, toasts }),
    file: new DefinitionsFileModel(api, { toasts, onTaken: () => void nudges.load() }),
    rules: new RulesModel(api, { settings, toasts }),
    start: new StartModel(api, { live, nudges, toasts, storage }),
    destinations: new DestinationsModel(api, toasts),
    people: new PeopleModel(api, toasts),
    audit: new AuditModel(api, toasts),
    pictures: new PicturesModel(api),
    /** Where prompts could stand. */
    heard: createResource(api.heard),
    looks: new LooksModel(api, { settings, toasts }),
    sources: new SourcesModel(api, toasts),
    install: new InstallModel(api, { live, toasts }),
    identity: new IdentityModel(api, toasts),
  }
}
