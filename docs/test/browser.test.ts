// The built site in a real browser. One file, so that all of it shares one browser.
import './browser/console.ts';
import './browser/every-page.ts';
import './browser/print.ts';
import './browser/reading.ts';
import './browser/sandbox-page.ts';
import './browser/slow-line.ts';
import './browser/subpath.ts';
import './browser/weight.ts';
