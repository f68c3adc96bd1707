// The built site in a real browser. One file, so that all of it shares one browser.
import './browser/console.js';
import './browser/every-page.js';
import './browser/reading.js';
import './browser/subpath.js';
import './browser/weight.js';
