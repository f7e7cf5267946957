/// What the candidate's page says around a proctor's message, in Kazakh: the base catalogue.
export default {
  title: 'Проктордың хабары',
  room: 'Проктор бөлмені көрсетуіңізді сұрайды',
  roomHow:
    'Камераны баяу айналдырып, бөлмені, үстелді және есікті көрсетіңіз. Содан кейін камераны орнына қойыңыз.',
  time: 'Тест уақыты жүріп жатыр. Жауаптарыңыз сақталған.',
  understood: 'Түсіндім',
  roomDone: 'Көрсеттім',
  answered: 'Проктор бұл батырманы басқан уақытыңызды көреді.',
} as const;
