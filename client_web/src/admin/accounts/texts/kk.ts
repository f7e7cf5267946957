/// What every new account has, in Kazakh: the base catalogue.
export default {
  'login': 'Логин',
  'loginHint': 'Латын әріптері, цифрлар және . _ @ - белгілері, кемінде 3 таңба',
  'loginBad': 'Логинде кемінде 3 таңба болсын: латын әріптері, цифрлар, . _ @ -',
  'name': 'Аты-жөні',
  'nameMissing': 'Аты-жөнін енгізіңіз.',
  'copy': 'Көшіру',
  'copied': 'Көшірілді',
  'close': 'Жаздым, жабу',
} as const;
