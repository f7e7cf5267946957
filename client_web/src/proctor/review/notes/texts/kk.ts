/// A proctor's own notes at a time, in Kazakh: the base catalogue.
export default {
  'title': 'Жазбаларым',
  'lead': 'Оларды тек сіз көресіз. Жазба қай сәтке жазылғанын сақтайды.',
  'none': 'Әзірге жазба жоқ.',
  'text': 'Жаңа жазба',
  'add': '{time} сәтіне қосу',
  'jump': '{time} сәтіне өту',
  'remove': 'Өшіру',
  'removeOf': '{time} сәтіндегі жазбаны өшіру',
  'removed': 'Жазба өшірілді.',
  'undo': 'Қайтару',
  'added': 'Жазба {time} сәтіне қосылды.',
} as const;
