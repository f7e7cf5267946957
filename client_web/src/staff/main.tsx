/// The staff's page: proctors, markers and administrators.
import '../shared/ui/styles';
import '@mantine/core/styles/Fieldset.css';
import '@mantine/core/styles/Group.css';
import '@mantine/core/styles/Radio.css';
import './staff.css';
import { accountTexts } from '../admin/accounts/texts';
import { attemptTexts } from '../admin/attempts/texts';
import { auditTexts } from '../admin/audit/texts';
import { candidateTexts } from '../admin/candidates/texts';
import { programmeTexts } from '../admin/programmes/texts';
import { dayTexts } from '../admin/days/texts';
import { colleagueTexts } from '../admin/staff/texts';
import { signalTexts } from '../admin/signals/texts';
import { windowTexts } from '../admin/windows/texts';
import { markerTexts } from '../marker/texts';
import { agreementTexts } from '../proctor/agreement/texts';
import { appealTexts } from '../proctor/appeals/texts';
import { noteTexts } from '../proctor/review/notes/texts';
import { overruleTexts } from '../proctor/review/overrule/texts';
import { reportTexts } from '../proctor/review/report/texts';
import { besideTexts } from '../proctor/review/beside/texts';
import { proctorTexts } from '../proctor/texts';
import { noticeTexts } from '../notices/texts';
import { mountPage, shared } from '../shared';
import { interventionTexts } from '../shared/interventions/texts';
import { itemTexts } from '../shared/item/texts';
import { blueprintTexts } from '../admin/bank/blueprints/texts';
import { importTexts } from '../admin/bank/imports/texts';
import { statisticsTexts } from '../admin/bank/statistics/texts';
import { stimuliTexts } from '../admin/bank/stimuli/texts';
import { bankTexts } from '../admin/bank/texts';
import { actTexts } from '../proctor/live/act/texts';
import { knownTexts } from '../proctor/known/texts';
import { pauseTexts } from '../proctor/live/pause/texts';
import { liveTexts } from '../proctor/live/texts';
import { App } from './App';
import { passwordTexts } from './password/texts';
import { staff } from './texts';

const reviews = [
  proctorTexts,
  appealTexts,
  agreementTexts,
  noteTexts,
  overruleTexts,
  reportTexts,
  dayTexts,
  besideTexts,
];
const exam = [
  attemptTexts,
  programmeTexts,
  signalTexts,
  markerTexts,
  pauseTexts,
  actTexts,
  interventionTexts,
  knownTexts,
];
const bank = [bankTexts, stimuliTexts, blueprintTexts, importTexts, statisticsTexts];
mountPage(
  [
    shared,
    staff,
    noticeTexts,
    passwordTexts,
    accountTexts,
    colleagueTexts,
    candidateTexts,
    itemTexts,
    liveTexts,
    windowTexts,
    auditTexts,
    ...reviews,
    ...exam,
    ...bank,
  ],
  <App />,
);
