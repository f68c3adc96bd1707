// What has changed between two contracts, in words.
export { inMarkdown } from './markdown.ts';
export { sinceRelease } from './since-release.ts';
export { sentence } from './words.ts';
