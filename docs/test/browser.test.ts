// The built site as a reader uses it, in a real browser.
import './browser/console.ts';
import './browser/reading.ts';
import './browser/sandbox-page.ts';
import './browser/subpath.ts';
import { useBrowser } from './browser/visit.ts';

useBrowser();
