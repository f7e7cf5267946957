/// The candidate's page.
import '../shared/ui/styles';
import { mountPage, shared } from '../shared';
import { App } from './App';
import { keepPageOffline, newVersionTaken } from './offline/register';
import { candidateTexts } from './texts';

if (await newVersionTaken(location.pathname)) location.reload();
else mountPage([shared, candidateTexts], <App />);
void keepPageOffline();
