// All that pages do with JavaScript, in one file: each further one is a request before the first paint.
import '../console/open.ts';
import './code-blocks.ts';
import './samples.ts';
import './search.ts';
