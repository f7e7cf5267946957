/// The candidate's page.
import '../shared/ui/styles';
import { mountPage, shared } from '../shared';
import { App } from './App';
import { candidateTexts } from './texts';

mountPage([shared, candidateTexts], <App />);
