import { expect, test } from 'vitest';
import { notesOf, releaseNotes, withDate, withNotes, withoutGap } from '../lib/notes.ts';

const changelog = '# A\n\n## 2.0.0\n\n- two\n\n## 1.0.0\n\n- one\n';

test('notes stand at the end of their version', () => {
  expect(withNotes(changelog, '2.0.0', 'more')).toBe(
    '# A\n\n## 2.0.0\n\n- two\n\nmore\n\n## 1.0.0\n\n- one\n',
  );
  expect(withNotes(changelog, '1.0.0', 'more')).toBe(`${changelog}\nmore\n`);
});

test('the notes of a version end where the next one begins', () => {
  expect(notesOf(changelog, '2.0.0')).toBe('- two');
  expect(notesOf(changelog, '1.0.0')).toBe('- one');
});

test('a heading of another level is no version', () => {
  expect(() => notesOf('# A\n\n### 2.0.0\n\n- two\n', '2.0.0')).toThrow('no notes of 2.0.0');
});

test.each(['3.0.0', '.0.0', '0.0'])('a changelog without notes of %s is an error', (version) => {
  expect(() => notesOf(changelog, version)).toThrow(`no notes of ${version}`);
});

test('a version that brought nothing says so, and one that did stays', () => {
  expect(notesOf(withoutGap('# A\n\n## 2.0.0\n', '2.0.0'), '2.0.0')).toMatch(/^Nothing changed/);
  expect(withoutGap(changelog, '2.0.0')).toBe(changelog);
});

test('a release tells of the packages that changed', () => {
  const quiet = withoutGap('# B\n\n## 2.0.0\n\n## 1.0.0\n', '2.0.0');
  const packages = [
    { name: 'b', changelog: quiet },
    { name: 'a', changelog },
  ];
  expect(releaseNotes('2.0.0', packages)).toBe('## a\n\n- two\n');
});

test('the day of a version stands below its heading, and not in the notes of a release', () => {
  const dated = withDate(changelog, '2.0.0', '2026-11-28');
  expect(dated).toBe('# A\n\n## 2.0.0\n\nReleased on 2026-11-28.\n\n- two\n\n## 1.0.0\n\n- one\n');
  expect(releaseNotes('2.0.0', [{ name: 'a', changelog: dated }])).toBe('## a\n\n- two\n');
});
