import { coverOnPress, coverWhenHidden } from './exit/cover.ts';
import { holdForms } from './exit/hold.ts';
import { listenForShift } from './exit/keys.ts';
import { leave, listenForOthers, restore } from './exit/leave.ts';
import { visitOnce } from './exit/visit.ts';
import { followZoom } from './exit/zoom.ts';

// This stands in the head of each page and runs before anything is shown, so that the exit never waits for a file.
restore();
listenForOthers();
coverOnPress();
coverWhenHidden();
listenForShift(leave);
visitOnce(leave);
holdForms();
followZoom();
