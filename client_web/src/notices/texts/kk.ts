/// Notices, in Kazakh.
export default {
  'title': 'Хабарламалар',
  'unread': { one: 'Хабарламалар: {count} жаңа', other: 'Хабарламалар: {count} жаңа' },
  'none': 'Әзірге хабарлама жоқ.',
  'new': 'жаңа',
  'booking_made': '«{programme}» тестіне жазылдыңыз: {when}. Тест тілі: {language}.',
  'booking_moved': '«{programme}» тестінің уақыты өзгерді: {when}. Тест тілі: {language}.',
  'booking_reminder':
    '«{programme}» тесті жақындады: {when}. Компьютерді, камераны және микрофонды алдын ала тексеріңіз.',
  'booking_missed': '«{programme}» тестін белгіленген уақытта бастамадыңыз: {when}.',
  'other': 'Жаңа хабарлама: {kind}.',
  'language.kk': 'қазақ тілі',
  'language.ru': 'орыс тілі',
  'reach.title': 'Хабарламаны қайда жіберейік',
  'reach.email': 'Электрондық пошта',
  'reach.emailHint': 'Міндетті емес. Хабарламалар осы бетте де сақталады.',
  'reach.emailWrong': 'Мекенжайды толық жазыңыз, мысалы: aty@mysal.kz',
  'reach.language': 'Хат тілі',
  'reach.save': 'Сақтау',
  'reach.saved': 'Сақталды.',
} as const;
