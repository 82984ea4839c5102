import type { LocaleCopy } from '../locale.ts'

const upgrade = { kind: 'callback', label: 'الترقية إلى Team', name: 'upgrade' } as const
const compare = { kind: 'link', label: 'مقارنة الباقات', url: '/billing' } as const
const dismiss = 'ليس الآن'

export const ar: LocaleCopy = {
  dir: 'rtl',
  labels: { later: 'ذكّرني لاحقًا', never: 'لا تعرض هذا مجددًا' },
  words: { yes: 'متوفر', no: 'غير متوفر', title: 'باقتك وباقة Team' },
  usage: { used: 2700, limit: 3000, text: '2,700 من 3,000 عملية آلية' },
  opener: 'تصدير',
  copies: {
    icon: {
      title: 'خذ هذه اللوحة معك',
      body: 'التصدير جزء من باقة **Team**. تحصل على لوحاتك بصيغة CSV أو PDF مع كل التعليقات.',
      picture: { kind: 'icon', name: 'download' },
      actions: [{ kind: 'trial', label: 'جرّبها 14 يومًا' }, compare],
      dismiss,
    },
    minimal: {
      title: 'اللوحات الثلاث كلها مستخدمة',
      actions: [upgrade],
      dismiss,
    },
    ask: {
      title: 'المخطط الزمني جزء من باقة Team',
      body: 'تدير دانا ويتلوك باقة Harbour Studio. سنخبرها بأنك طلبت ذلك، ولماذا.',
      picture: { kind: 'icon', name: 'people' },
      actions: [{ kind: 'ask_admin', label: 'اسأل دانا' }],
      dismiss,
    },
    image: {
      title: 'ستة أسابيع في لمحة واحدة',
      body: 'يعرض المخطط الزمني من يعمل على ماذا، وأين تتقاطع خطتان.',
      picture: {
        kind: 'image',
        url: '/console/gallery/timeline.svg',
        alt: 'أشرطة خمسة مشاريع على مخطط زمني لستة أسابيع',
      },
      actions: [{ kind: 'trial', label: 'جرّب المخطط الزمني' }, compare],
      dismiss,
    },
    list: {
      title: 'فريقك أكبر من باقة Starter',
      body: 'يعمل خمسة أشخاص على ثلاث لوحات، وهناك مدعوّان آخران. مع Team تحصل على:',
      list: ['لوحات **بلا حد** و25 مقعدًا', 'مخطط زمني لستة أسابيع', 'التصدير بصيغتي CSV وPDF'],
      actions: [upgrade, compare],
      dismiss,
    },
    comparison: {
      title: 'ما الذي يتغير مع Team',
      body: 'السعر 12 يورو للشخص في الشهر، ويمكنك الرجوع في أي وقت.',
      comparison: {
        current: 'Starter',
        offered: 'Team',
        rows: [
          { label: 'اللوحات', current: '3', offered: 'بلا حد' },
          { label: 'المخطط الزمني', current: '3 أسابيع', offered: '6 أسابيع' },
          { label: 'التصدير', current: false, offered: true },
          { label: 'الضيوف', current: false, offered: true },
        ],
      },
      actions: [upgrade, compare],
      dismiss,
    },
    usage: {
      title: 'قد تتوقف العمليات الآلية يوم الخميس',
      body: 'بوتيرة هذا الأسبوع تنفد آخر 300 عملية قبل نهاية الشهر.',
      unit: 'عملية آلية',
      actions: [
        { kind: 'callback', label: 'إضافة 5,000 عملية', name: 'add_runs' },
        { kind: 'link', label: 'عرض ما يعمل الآن', url: '/automations' },
      ],
      dismiss,
    },
    countdown: {
      title: 'باقة Team لسنة، منها شهران مجانًا',
      body: 'تدفع عشرة أشهر وتحصل على اثني عشر شهرًا. ويبقى السعر نفسه عند التجديد.',
      countdown: 'ينتهي العرض بعد',
      actions: [
        { kind: 'checkout', label: 'اشترك لسنة', url: 'https://pay.tideboard.example/year' },
        compare,
      ],
      dismiss,
    },
    long_words: {
      title: 'quarterly_forecast_2026_final_reviewed_by_finance_v14.xlsx ملف كبير جدًا',
      body: 'الملفات التي تزيد على 25 ميغابايت تحتاج إلى **Team**. المالك: maximiliana.featherstonehaugh-cholmondeley@international-logistics.example.',
      list: [
        'https://boards.tideboard.example/w/harbour-studio/b/launch-2026/items/8f14e45fceea167a',
      ],
      actions: [
        {
          kind: 'callback',
          label: 'ترقية enterprise-storage-for-international-teams',
          name: 'storage',
        },
        { kind: 'link', label: 'إعدادات-الملفات-الكبيرة-لمساحة-العمل', url: '/files' },
      ],
      dismiss,
    },
    long_copy: {
      title:
        'أصبح فريق Harbour Studio تسعة أشخاص في ثلاثة أقسام، وباقة Starter صُممت لخمسة يعملون في غرفة واحدة',
      body: 'خلال آخر 30 يومًا فتح فريقك المخطط الزمني في 22 يومًا منها، وبحث عن التصدير إحدى عشرة مرة، ودعا أربعة أشخاص ما زالوا ينتظرون مقعدًا. في باقة **Team** متسع لكل ذلك.\n\nلا يتغير شيء مما أنجزتموه: تبقى اللوحات والعمليات الآلية والروابط في أماكنها، ولا يحتاج أحد إلى تسجيل الدخول من جديد. وإن تبيّن أنها أكثر مما تحتاجون إليه، فيمكنكم الرجوع إلى Starter بنقرة واحدة في نهاية أي شهر، و[نشرح هنا](https://tideboard.example/downgrade) ما الذي يُحتفظ به وإلى متى.',
      list: [
        'لوحات **بلا حد**، فلا يضطر أحد إلى أرشفة عمل الربع الماضي ليبدأ عمل الربع الحالي',
        'مخطط زمني لستة أسابيع يبيّن أين يحتاج مشروعان إلى الشخص نفسه في الوقت نفسه',
        'التصدير بصيغتي CSV وPDF يدويًا أو صباح كل اثنين',
        'ضيوف يرون لوحة واحدة ولا شيء سواها',
        'إجابات من شخص حقيقي خلال يوم عمل واحد',
      ],
      comparison: {
        current: 'Starter كما هي لديكم اليوم',
        offered: 'Team بالدفع الشهري',
        rows: [
          { label: 'اللوحات المفتوحة في وقت واحد', current: '3', offered: 'بقدر ما تشاؤون' },
          { label: 'المقاعد', current: '5', offered: '25' },
          { label: 'أسابيع المخطط الزمني', current: '3', offered: '6' },
          { label: 'التصدير بصيغتي CSV وPDF يدويًا أو وفق جدول', current: false, offered: true },
          { label: 'الضيوف على لوحات بعينها', current: false, offered: true },
        ],
      },
      countdown: 'سعر السنة الأولى محفوظ لحسابكم لمدة أخرى قدرها',
      actions: [
        {
          kind: 'checkout',
          label: 'ترقية الأشخاص التسعة جميعًا إلى Team ابتداءً من اليوم',
          url: 'https://pay.tideboard.example/team',
        },
        {
          kind: 'contact',
          label: 'التحدث مع شخص حقيقي أولًا',
          url: 'mailto:hello@tideboard.example',
        },
      ],
      dismiss: 'ليس الآن، سنبقى على Starter',
    },
  },
}
