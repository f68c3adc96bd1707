// Pages of the built site as they are when they come in, in a real browser.
import './browser/every-page.ts';
import './browser/first-text.ts';
import './browser/print.ts';
import './browser/slow-line.ts';
import './browser/weight.ts';
import { useBrowser } from './browser/visit.ts';

useBrowser();
