/// The candidate's page.
import '../shared/ui/styles';
import { noticeTexts } from '../notices/texts';
import { mountPage, shared } from '../shared';
import { itemTexts } from '../shared/item/texts';
import { App } from './App';
import { bookingTexts } from './booking/texts';
import { sendWhatWasKept } from './media/OwnRecording';
import { mediaTexts } from './media/texts';
import { keepPageOffline, newVersionTaken } from './offline/register';
import { candidateTexts } from './texts';

if (await newVersionTaken(location.pathname)) location.reload();
else mountPage([shared, candidateTexts, mediaTexts, itemTexts, bookingTexts, noticeTexts], <App />);
void sendWhatWasKept().catch(() => undefined);
void keepPageOffline();
