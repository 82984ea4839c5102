import type { LocaleCopy } from '../locale.ts'

const upgrade = { kind: 'callback', label: 'Zu Team wechseln', name: 'upgrade' } as const
const compare = { kind: 'link', label: 'Pläne vergleichen', url: '/billing' } as const
const dismiss = 'Nicht jetzt'

export const de: LocaleCopy = {
  dir: 'ltr',
  labels: { later: 'Später erinnern', never: 'Nicht mehr anzeigen' },
  words: { yes: 'Enthalten', no: 'Nicht enthalten', title: 'Ihr Plan und Team' },
  usage: { used: 2700, limit: 3000, text: '2.700 von 3.000 Automatisierungsläufen' },
  opener: 'Exportieren',
  copies: {
    icon: {
      title: 'Nehmen Sie dieses Board mit',
      body: 'Der Export gehört zu **Team**. Ihre Boards kommen als CSV oder PDF heraus, mit allen Kommentaren.',
      picture: { kind: 'icon', name: 'download' },
      actions: [{ kind: 'trial', label: '14 Tage testen' }, compare],
      dismiss,
    },
    minimal: {
      title: 'Alle drei Boards sind belegt',
      actions: [upgrade],
      dismiss,
    },
    ask: {
      title: 'Die Zeitleiste gehört zu Team',
      body: 'Den Plan von Harbour Studio verwaltet Dana Whitlock. Wir sagen ihr, dass Sie gefragt haben, und warum.',
      picture: { kind: 'icon', name: 'people' },
      actions: [{ kind: 'ask_admin', label: 'Dana fragen' }],
      dismiss,
    },
    image: {
      title: 'Sechs Wochen auf einen Blick',
      body: 'Die Zeitleiste zeigt, wer woran arbeitet und wo zwei Pläne aufeinandertreffen.',
      picture: {
        kind: 'image',
        url: '/console/gallery/timeline.svg',
        alt: 'Balken von fünf Projekten auf einer Zeitleiste von sechs Wochen',
      },
      actions: [{ kind: 'trial', label: 'Zeitleiste testen' }, compare],
      dismiss,
    },
    list: {
      title: 'Ihr Team ist aus Starter herausgewachsen',
      body: 'Fünf Personen arbeiten an drei Boards, zwei weitere sind eingeladen. Mit Team bekommen Sie:',
      list: [
        'Boards **ohne Grenze** und 25 Plätze',
        'Eine Zeitleiste über sechs Wochen',
        'Export als CSV und PDF',
      ],
      actions: [upgrade, compare],
      dismiss,
    },
    comparison: {
      title: 'Was sich mit Team ändert',
      body: 'Es kostet 12 € pro Person und Monat. Sie können jederzeit zurück.',
      comparison: {
        current: 'Starter',
        offered: 'Team',
        rows: [
          { label: 'Boards', current: '3', offered: 'Unbegrenzt' },
          { label: 'Zeitleiste', current: '3 Wochen', offered: '6 Wochen' },
          { label: 'Export', current: false, offered: true },
          { label: 'Gastzugänge', current: false, offered: true },
        ],
      },
      actions: [upgrade, compare],
      dismiss,
    },
    usage: {
      title: 'Automatisierungen halten womöglich am Donnerstag an',
      body: 'Im Tempo dieser Woche sind die letzten 300 Läufe vor dem Monatsende verbraucht.',
      unit: 'Automatisierungsläufe',
      actions: [
        { kind: 'callback', label: '5.000 Läufe dazubuchen', name: 'add_runs' },
        { kind: 'link', label: 'Zeigen, was läuft', url: '/automations' },
      ],
      dismiss,
    },
    countdown: {
      title: 'Team für ein Jahr, zwei Monate geschenkt',
      body: 'Zehn Monate sind bezahlt, zwölf gehören Ihnen. Bei der Verlängerung bleibt der Preis gleich.',
      countdown: 'Das Angebot endet in',
      actions: [
        {
          kind: 'checkout',
          label: 'Das Jahr nehmen',
          url: 'https://pay.tideboard.example/year',
        },
        compare,
      ],
      dismiss,
    },
    long_words: {
      title: 'Datenschutzgrundverordnungskonformitätsbescheinigung für Harbour Studio',
      body: 'Die **Auftragsverarbeitungsvereinbarungsunterlagen** und das Geschwindigkeitsüberschreitungsbenachrichtigungsprotokoll gehören zu Team.',
      list: [
        'Arbeitsunfähigkeitsbescheinigungsverwaltung',
        'Rechnungsempfängeradressänderungsprotokoll',
      ],
      actions: [
        {
          kind: 'callback',
          label: 'Konformitätsbescheinigung freischalten',
          name: 'upgrade',
        },
        { kind: 'link', label: 'Datenschutzvereinbarungsunterlagen', url: '/privacy' },
      ],
      dismiss: 'Benachrichtigungen vorerst zurückstellen',
    },
    long_copy: {
      title:
        'Harbour Studio ist auf neun Personen in drei Abteilungen gewachsen, und Starter war für fünf gedacht, die in einem Raum sitzen',
      body: 'In den letzten 30 Tagen hat Ihr Team die Zeitleiste an 22 davon geöffnet, elfmal nach einem Export gesucht und vier Personen eingeladen, die noch auf einen Platz warten. In **Team** ist für all das Platz.\n\nAn dem, was Sie schon gemacht haben, ändert sich nichts: Boards, Automatisierungen und Verknüpfungen bleiben, wo sie sind, und niemand muss sich neu anmelden. Falls es mehr ist, als Sie brauchen, wechseln Sie zum Ende jedes Monats mit einem Klick zurück, und [hier steht](https://tideboard.example/downgrade), was dann wie lange aufgehoben wird.',
      list: [
        'Boards **ohne Grenze**, damit niemand die Arbeit des letzten Quartals archivieren muss, um das neue zu beginnen',
        'Eine Zeitleiste über sechs Wochen, die zeigt, wo zwei Projekte zur selben Zeit dieselbe Person brauchen',
        'Export als CSV und PDF, von Hand oder jeden Montagmorgen',
        'Gäste, die ein Board sehen und sonst nichts',
        'Antworten von einem Menschen innerhalb eines Arbeitstags',
      ],
      comparison: {
        current: 'Starter, wie Sie es heute haben',
        offered: 'Team, monatlich bezahlt',
        rows: [
          { label: 'Gleichzeitig geöffnete Boards', current: '3', offered: 'So viele Sie möchten' },
          { label: 'Plätze', current: '5', offered: '25' },
          { label: 'Wochen auf der Zeitleiste', current: '3', offered: '6' },
          {
            label: 'Export als CSV und PDF, von Hand oder nach Zeitplan',
            current: false,
            offered: true,
          },
          { label: 'Gastzugänge zu einzelnen Boards', current: false, offered: true },
        ],
      },
      countdown: 'Der Preis des ersten Jahres bleibt Ihrem Konto erhalten für weitere',
      actions: [
        {
          kind: 'checkout',
          label: 'Alle neun Personen ab heute zu Team wechseln lassen',
          url: 'https://pay.tideboard.example/team',
        },
        {
          kind: 'contact',
          label: 'Zuerst mit einem Menschen darüber sprechen',
          url: 'mailto:hallo@tideboard.example',
        },
      ],
      dismiss: 'Nicht jetzt, wir bleiben bei Starter',
    },
  },
}
