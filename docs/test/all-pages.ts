// Every page of the built site. To parse them takes seconds, and more with each operation: who wants one
// of them asks `pageAt`.
import { dist, pagesOf } from '../testing/pages.ts';

export const pages = pagesOf(dist);
