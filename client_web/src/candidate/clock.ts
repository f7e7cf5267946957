/// The page's one clock: the server's.
import { ServerClock } from '../shared/clock';

export const serverClock = new ServerClock();
