/// The staff's page: proctors and administrators.
import '../shared/ui/styles';
import './staff.css';
import { windowTexts } from '../admin/windows/texts';
import { mountPage, shared } from '../shared';
import { itemTexts } from '../shared/item/texts';
import { liveTexts } from '../proctor/live/texts';
import { App } from './App';
import { staff } from './texts';

mountPage([shared, staff, liveTexts, itemTexts, windowTexts], <App />);
