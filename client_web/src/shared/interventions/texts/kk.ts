/// Proctors' set messages and what each intervention is called, in Kazakh: the base catalogue.
export default {
  'set.face_the_camera': 'Камераның алдына отырыңыз: бетіңіз толық көрінуі керек.',
  'set.more_light': 'Бөлмені жарықтандырыңыз: бетіңіз анық көрінбей тұр.',
  'set.stay_seated': 'Орныңыздан тұрмаңыз: тест аяқталғанша камераның алдында болыңыз.',
  'set.be_alone': 'Бөлмеде жалғыз болуыңыз керек. Басқа адамның шығуын өтініңіз.',
  'set.no_talking': 'Тест кезінде ешкіммен сөйлеспеңіз.',
  'set.clear_desk': 'Үстелдегі рұқсат етілмеген заттарды алып тастаңыз.',
  'set.no_headphones': 'Құлаққапты шешіңіз.',
  'set.all_well': 'Бәрі дұрыс, жалғастыра беріңіз.',
  'kind.message': 'Хабар',
  'kind.show_room': 'Бөлмені көрсету туралы өтініш',
  'kind.pause': 'Тест тоқтатыла тұрды',
  'kind.resume': 'Тест жалғасты',
  'kind.end': 'Тест аяқталды',
} as const;
