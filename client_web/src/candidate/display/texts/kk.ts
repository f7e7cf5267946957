/// Texts of the display settings in Kazakh: the base catalogue.
export default {
  open: 'Көрініс',
  title: 'Мәтіннің өлшемі және контраст',
  scale: 'Мәтіннің өлшемі',
  contrast: 'Контраст',
  contrast_normal: 'Қалыпты',
  contrast_high: 'Жоғары',
  kept: 'Таңдау бірден қолданылады және осы компьютерде сақталады. Уақытқа да, жауаптарға да әсер етпейді.',
} as const;
