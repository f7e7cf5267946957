/// Texts of live viewing in Kazakh: the base catalogue.
export default {
  watch: '{number} нөмірін тікелей көру',
  title: '{number} нөмірі: тікелей бейне',
  lead: 'Бейне бірнеше секундқа кешігеді. Көру журналға жазылады.',
  waiting: 'Бейне күтілуде…',
  none: 'Қазір бейне келіп тұрған жоқ.',
  unsupported: 'Бұл браузер тікелей бейнені көрсете алмайды. Chrome браузерін пайдаланыңыз.',
  storage_full:
    'Жазбалар дискісі толып барады: жаңа тестілеулер басталмайды, өтіп жатқандары жалғасады. Әкімшіге хабарлаңыз.',
  layout: 'Көрініс',
  tiles: '{n} тақта',
  list: 'Тізім',
  group: 'Топ',
  groupOf: '{n}-топ, барлығы {total}',
  pages: 'Беттер',
  previousPage: 'Алдыңғы',
  nextPage: 'Келесі',
  pageOf: '{n} / {total}',
  over: 'Тест аяқталды',
  waitingToRise: 'Жоғары көтерілуді күтіп тұр: {count}. Тақтаны пайдаланып жатқанда ештеңе жылжымайды.',
  risen: 'Жоғары көтерілді: {numbers}',
  arrange: 'Қазір ретке келтіру',
} as const;
