import type { LocaleCopy } from '../locale.ts'

const upgrade = { kind: 'callback', label: 'Teamに切り替える', name: 'upgrade' } as const
const compare = { kind: 'link', label: 'プランを比較', url: '/billing' } as const
const dismiss = '今はしない'

export const ja: LocaleCopy = {
  dir: 'ltr',
  labels: { later: '後で通知', never: '今後表示しない' },
  words: { yes: '利用できます', no: '利用できません', title: '現在のプランとTeam' },
  usage: { used: 2700, limit: 3000, text: '自動化の実行 3,000回中2,700回' },
  opener: '書き出す',
  copies: {
    icon: {
      title: 'このボードを書き出しましょう',
      body: '書き出しは**Team**の機能です。コメントも含めて、ボードをCSVまたはPDFで保存できます。',
      picture: { kind: 'icon', name: 'download' },
      actions: [{ kind: 'trial', label: '14日間試す' }, compare],
      dismiss,
    },
    minimal: {
      title: '3つのボードをすべて使用中です',
      actions: [upgrade],
      dismiss,
    },
    ask: {
      title: 'タイムラインはTeamの機能です',
      body: 'Harbour Studioのプランは、Dana Whitlockさんが管理しています。ご希望とその理由をお伝えします。',
      picture: { kind: 'icon', name: 'people' },
      actions: [{ kind: 'ask_admin', label: 'Danaさんに依頼' }],
      dismiss,
    },
    image: {
      title: '6週間をひと目で',
      body: '誰が何に取り組んでいるか、どこで予定が重なるかを、タイムラインで確認できます。',
      picture: {
        kind: 'image',
        url: '/console/gallery/timeline.svg',
        alt: '5つのプロジェクトの予定を並べた6週間のタイムライン',
      },
      actions: [{ kind: 'trial', label: 'タイムラインを試す' }, compare],
      dismiss,
    },
    list: {
      title: 'Starterでは手狭になってきました',
      body: '5人が3つのボードで作業し、さらに2人を招待中です。Teamでできること：',
      list: ['**無制限**のボードと25人分の席', '6週間のタイムライン', 'CSVとPDFでの書き出し'],
      actions: [upgrade, compare],
      dismiss,
    },
    comparison: {
      title: 'Teamで変わること',
      body: '料金は1人あたり月額1,800円です。いつでも元のプランに戻せます。',
      comparison: {
        current: 'Starter',
        offered: 'Team',
        rows: [
          { label: 'ボード', current: '3', offered: '無制限' },
          { label: 'タイムライン', current: '3週間', offered: '6週間' },
          { label: '書き出し', current: false, offered: true },
          { label: 'ゲスト', current: false, offered: true },
        ],
      },
      actions: [upgrade, compare],
      dismiss,
    },
    usage: {
      title: '木曜日に自動化が止まる見込みです',
      body: '今週のペースが続くと、残り300回の実行は月末までに使い切られます。',
      unit: '自動化の実行',
      actions: [
        { kind: 'callback', label: '5,000回を追加', name: 'add_runs' },
        { kind: 'link', label: '実行状況を見る', url: '/automations' },
      ],
      dismiss,
    },
    countdown: {
      title: 'Teamの年間プラン、2か月分が無料',
      body: '10か月分のお支払いで、12か月ご利用いただけます。更新時も料金は変わりません。',
      countdown: '受付終了まで',
      actions: [
        { kind: 'checkout', label: '年間プランにする', url: 'https://pay.tideboard.example/year' },
        compare,
      ],
      dismiss,
    },
    long_words: {
      title: 'エンタープライズコラボレーションプラットフォームアドミニストレーター権限が必要です',
      body: 'ファイル**quarterly_forecast_2026_final_reviewed_by_finance_v14_approved.xlsx**は25MBを超えているため、Teamのストレージが必要です。',
      list: [
        'https://boards.tideboard.example/w/harbour-studio/b/launch-2026/items/8f14e45fceea167a',
      ],
      actions: [
        {
          kind: 'callback',
          label: 'エンタープライズストレージアップグレード',
          name: 'storage',
        },
        { kind: 'link', label: 'インフォメーションセキュリティポリシー', url: '/files' },
      ],
      dismiss,
    },
    long_copy: {
      title:
        'Harbour Studioは3つの部署、9人のチームになりました。Starterは、同じ部屋で働く5人のために作られたプランです',
      body: '直近30日間のうち22日でタイムラインが開かれ、書き出しは11回探され、招待された4人がまだ席の空きを待っています。**Team**なら、そのすべてに対応できます。\n\nこれまでに作成したものは何も変わりません。ボードも自動化もリンクもそのまま残り、ログインし直す必要もありません。必要以上だと感じたら、毎月の末にワンクリックでStarterに戻せます。その場合に何がいつまで保存されるかは、[こちらで説明しています](https://tideboard.example/downgrade)。',
      list: [
        '**無制限**のボード。今期の仕事を始めるために、前期の仕事をアーカイブする必要はありません',
        '6週間のタイムライン。2つのプロジェクトが同じ人を同じ時期に必要としていることがわかります',
        '手動でも毎週月曜日の朝でも、CSVとPDFで書き出し',
        '1つのボードだけを閲覧できるゲスト',
        '1営業日以内の担当者による回答',
      ],
      comparison: {
        current: '現在ご利用中のStarter',
        offered: '月払いのTeam',
        rows: [
          { label: '同時に開けるボード', current: '3', offered: '必要なだけ' },
          { label: '席', current: '5', offered: '25' },
          { label: 'タイムラインの週数', current: '3', offered: '6' },
          { label: 'CSVとPDFでの書き出し（手動または定期）', current: false, offered: true },
          { label: 'ボードごとのゲスト', current: false, offered: true },
        ],
      },
      countdown: '初年度の料金でお申し込みいただける期間は、残り',
      actions: [
        {
          kind: 'checkout',
          label: '9人全員を今日からTeamに切り替える',
          url: 'https://pay.tideboard.example/team',
        },
        {
          kind: 'contact',
          label: 'まず担当者に相談する',
          url: 'mailto:hello@tideboard.example',
        },
      ],
      dismiss: '今はしない（Starterのまま使う）',
    },
  },
}
