/// Taking a session's report, in Kazakh: the base catalogue.
export default {
  title: 'Есеп',
  lead: 'Жеке нөмір мен бүркеншік аттар ғана жазылады, аты-жөні мен ЖСН жоқ. Әр алу журналға түседі.',
  language: 'Есептің тілі',
  kk: 'Қазақша',
  ru: 'Орысша',
  en: 'Ағылшынша',
  pdf: 'PDF, суреттерімен',
  csv: 'CSV кестесі',
  json: 'JSON',
  making: 'Есеп дайындалып жатыр…',
  done: 'Есеп жүктелді: {name}',
} as const;
