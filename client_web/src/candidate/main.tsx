/// The candidate's page.
import '../shared/ui/styles';
import { noticeTexts } from '../notices/texts';
import { mountPage, shared } from '../shared';
import { interventionTexts } from '../shared/interventions/texts';
import { itemTexts } from '../shared/item/texts';
import { App } from './App';
import { blockTexts } from './blocks/texts';
import { bookingTexts } from './booking/texts';
import { calculatorTexts } from './calculator/texts';
import { serverClock } from './clock';
import { decisionTexts } from './decision/texts';
import './display/contrast.css';
import { displayTexts } from './display/texts';
import './guard/Guard.css';
import { guardTexts } from './guard/texts';
import { sendWhatWasKept } from './media/OwnRecording';
import { proctorMessageTexts } from './interventions/texts';
import { mediaTexts } from './media/texts';
import { keepTime } from './offline/keptClock';
import { keepPageOffline, newVersionTaken } from './offline/register';
import { resultTexts } from './result/texts';
import { testTexts } from './test/texts';
import { candidateTexts } from './texts';

const AREAS = [
  shared,
  candidateTexts,
  testTexts,
  itemTexts,
  blockTexts,
  calculatorTexts,
  displayTexts,
  guardTexts,
  resultTexts,
  mediaTexts,
  bookingTexts,
  noticeTexts,
  decisionTexts,
  interventionTexts,
  proctorMessageTexts,
];

if (await newVersionTaken(location.pathname)) location.reload();
else mountPage(AREAS, <App />);
keepTime(serverClock, localStorage, Date.now);
void sendWhatWasKept().catch(() => undefined);
void keepPageOffline();
