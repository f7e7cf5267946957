/// Colleagues' accounts, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Staff',
  'lead': 'Proctors, markers and administrators. Every change is an entry of the audit log.',
  'new': 'Add a colleague',
  'login': 'Login',
  'name': 'Name',
  'role': 'Role',
  'role.proctor': 'Proctor',
  'role.marker': 'Marker',
  'role.administrator': 'Administrator',
  'senior': 'Senior proctor',
  'seniorHint': 'Settles what two proctors see differently.',
  'twoPeople': 'A new administrator cannot sign in until another administrator lets the account in.',
  'add': 'Add',
  'added': 'Colleague added',
  'password': 'First password',
  'once':
    'The password is shown only now. Hand it to the colleague yourself: at the first sign-in they choose one of their own.',
  'state': 'State',
  'state.open': 'May sign in',
  'state.shut': 'Shut',
  'state.second': 'Waits for another administrator',
  'mine': 'you',
  'actions': 'Actions',
  'shut': 'Shut',
  'shutOf': 'Shut the account: {login}',
  'shutTitle': 'Shut the account {login}?',
  'shutAsk': 'They are signed out at once and cannot sign in again. The account can be let in later.',
  'letIn': 'Let in',
  'letInOf': 'Let the account in: {login}',
  'makeSenior': 'Make senior',
  'makeSeniorOf': 'Make a senior proctor: {login}',
  'endSenior': 'End seniority',
  'endSeniorOf': 'End the duty of a senior proctor: {login}',
  'done': 'Saved: {login}.',
};
export default texts;
