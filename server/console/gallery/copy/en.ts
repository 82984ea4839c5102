import type { LocaleCopy } from '../locale.ts'

const upgrade = { kind: 'callback', label: 'Upgrade to Team', name: 'upgrade' } as const
const compare = { kind: 'link', label: 'Compare plans', url: '/billing' } as const

export const en: LocaleCopy = {
  dir: 'ltr',
  labels: { later: 'Remind me later', never: 'Don’t show this again' },
  words: { yes: 'Included', no: 'Not included', title: 'Your plan and Team' },
  usage: { used: 2700, limit: 3000, text: '2,700 of 3,000 automation runs' },
  opener: 'Export',
  copies: {
    icon: {
      title: 'Take this board with you',
      body: 'Export is part of **Team**. Your boards come out as CSV or PDF, with every comment in them.',
      picture: { kind: 'icon', name: 'download' },
      actions: [{ kind: 'trial', label: 'Try it for 14 days' }, compare],
    },
    minimal: {
      title: 'All three boards are in use',
      actions: [upgrade],
    },
    ask: {
      title: 'The timeline is part of Team',
      body: 'Dana Whitlock manages the plan of Harbour Studio. We will tell her that you asked, and why.',
      picture: { kind: 'icon', name: 'people' },
      actions: [{ kind: 'ask_admin', label: 'Ask Dana' }],
    },
    image: {
      title: 'See six weeks at a glance',
      body: 'The timeline shows who works on what, and where two plans meet.',
      picture: {
        kind: 'image',
        url: '/console/gallery/timeline.svg',
        alt: 'Bars of five projects on a timeline of six weeks',
      },
      actions: [{ kind: 'trial', label: 'Try the timeline' }, compare],
    },
    list: {
      title: 'Your team has outgrown Starter',
      body: 'Five people work on three boards, and two more are invited. With Team you get:',
      list: [
        'Boards **without a limit**, and 25 seats',
        'A timeline of six weeks',
        'Export as CSV and PDF',
      ],
      actions: [upgrade, compare],
    },
    comparison: {
      title: 'What changes with Team',
      body: 'It costs €12 per person and month. You can go back at any time.',
      comparison: {
        current: 'Starter',
        offered: 'Team',
        rows: [
          { label: 'Boards', current: '3', offered: 'Unlimited' },
          { label: 'Timeline', current: '3 weeks', offered: '6 weeks' },
          { label: 'Export', current: false, offered: true },
          { label: 'Guests', current: false, offered: true },
        ],
      },
      actions: [upgrade, compare],
    },
    usage: {
      title: 'Automations may stop on Thursday',
      body: 'At this week’s pace the last 300 runs are used up before the month is over.',
      unit: 'automation runs',
      actions: [
        { kind: 'callback', label: 'Add 5,000 runs', name: 'add_runs' },
        { kind: 'link', label: 'See what runs', url: '/automations' },
      ],
    },
    countdown: {
      title: 'Team for a year, two months free',
      body: 'Ten months are paid, twelve are yours. The price stays the same when you renew.',
      countdown: 'The offer ends in',
      actions: [
        { kind: 'checkout', label: 'Take the year', url: 'https://pay.tideboard.example/year' },
        compare,
      ],
    },
    long_words: {
      title: 'quarterly_forecast_2026_final_reviewed_by_finance_v14_approved.xlsx is too large',
      body: 'Files above 25 MB need **Team**. Its owner is maximiliana.featherstonehaugh-cholmondeley@international-logistics.example.',
      list: [
        'https://boards.tideboard.example/w/harbour-studio/b/launch-2026/items/8f14e45fceea167a',
      ],
      actions: [
        {
          kind: 'callback',
          label: 'Internationalisation-ready enterprise storage',
          name: 'storage',
        },
        { kind: 'link', label: 'Disproportionately-large-file-settings', url: '/files' },
      ],
    },
    long_copy: {
      title:
        'Harbour Studio has grown to nine people in three departments, and the Starter plan was made for five who sit in the same room',
      body: 'In the last 30 days your team opened the timeline on 22 of them, looked for an export eleven times, and invited four people who are still waiting for a seat. **Team** has room for all of it.\n\nNothing changes for what you have already made: boards, automations and links stay where they are, and nobody has to log in again. If it turns out to be more than you need, you go back to Starter with one click at the end of any month, and [we explain here](https://tideboard.example/downgrade) what is kept then, and for how long.',
      list: [
        'Boards **without a limit**, so that nobody has to archive last quarter’s work to begin this quarter’s',
        'A timeline of six weeks that shows where two projects want the same person at the same time',
        'Export as CSV and PDF, by hand or every Monday morning',
        'Guests who see one board, and nothing else',
        'Answers from a person within one working day',
      ],
      comparison: {
        current: 'Starter, as you have it today',
        offered: 'Team, paid by the month',
        rows: [
          {
            label: 'Boards that can be open at once',
            current: '3',
            offered: 'As many as you like',
          },
          { label: 'Seats', current: '5', offered: '25' },
          { label: 'Weeks on the timeline', current: '3', offered: '6' },
          {
            label: 'Export as CSV and PDF, by hand or on a schedule',
            current: false,
            offered: true,
          },
          { label: 'Guests on single boards', current: false, offered: true },
        ],
      },
      countdown: 'The price of the first year is kept for your account for another',
      actions: [
        {
          kind: 'checkout',
          label: 'Upgrade all nine people to Team from today',
          url: 'https://pay.tideboard.example/team',
        },
        {
          kind: 'contact',
          label: 'Talk it through with a person first',
          url: 'mailto:hello@tideboard.example',
        },
      ],
      dismiss: 'Not now, we stay with Starter for now',
    },
  },
}
