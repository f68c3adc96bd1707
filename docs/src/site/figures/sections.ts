/** A part of a picture's text. */
export interface Section {
  title: string;
  lines: string[];
}

/** The text of a picture: each section is a title, and indented lines below it. */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    if (/^\S/.test(line)) sections.push({ title: line.trim(), lines: [] });
    else sections.at(-1)?.lines.push(line.trim());
  }
  return sections;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface Drawing {
  title: string;
  /** The same in words. */
  alternative: string;
  width: number;
  height: number;
  parts: string[];
}

/** A drawing with its title. Colours come from the page, so light and dark share it. */
export function figure({ title, alternative, width, height, parts }: Drawing): string {
  return (
    `<figure class="drawing"><figcaption>${escaped(title)}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(alternative)}">` +
    `${parts.join('')}</svg></figure>`
  );
}
