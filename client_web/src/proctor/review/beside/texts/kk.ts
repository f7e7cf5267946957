/// What stands beside the recording, in Kazakh: the base catalogue.
export default {
  moment: '{time} сәтіндегі кадр',
  sound: 'Дыбыс',
  screen: 'Кандидаттың экраны',
  screenNone: 'Бұл сәтте экран жазылмаған',
  reference: 'Салыстыру үшін: {time} сәтіндегі алғашқы кадр',
  item: 'Экрандағы тапсырма',
  itemOf: 'Экрандағы тапсырма: №{n}',
  itemNone: 'Бұл сәтте қай тапсырма ашық болғаны белгісіз: оған жауап берілмеген.',
  itemNotYours: 'Тапсырма мәтінін тек қарауды алған адам көреді.',
  loop: 'Таңдалған оқиғаны қайталау',
  loopOn: 'Оқиға қайталанып тұр',
  reference_key: 'Салыстыру кадрын көрсету немесе жасыру',
  item_key: 'Экрандағы тапсырманы көрсету немесе жасыру',
  decide_key: 'Шешімге өту',
} as const;
