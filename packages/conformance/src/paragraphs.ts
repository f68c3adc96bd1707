import { document, errorCodes, operations } from './bundled-contract.js';

/**
 * The text of a paragraph of the contract, by the name that a case cites:
 *
 * - `Idempotency › Replay`: a named paragraph in a section of the description
 * - `cancelSubscription › What shows`: a named paragraph of an operation
 * - `CancelAtDate › date`, `Metadata`: the description of a property or of a schema
 * - `Error codes › ADDON_NOT_FOUND`: when an error comes, by the table of error codes
 *
 * @throws {Error} when the contract has none of this name
 */
export function paragraph(cited: string): string {
  const [place = '', name] = cited.split(' › ');
  if (place === 'Error codes') return errorText(cited, name);
  const schema = document.components.schemas[place];
  const text = schema
    ? (name === undefined ? schema : schema.properties?.[name])?.description
    : named(sectionOf(place) ?? operationText(place) ?? '', name ?? '');
  return found(cited, text);
}

function errorText(cited: string, name: string | undefined): string {
  const entry = errorCodes.find(({ code }) => code === name);
  return found(cited, entry && `${entry.when} The answer is a ${entry.status}.`);
}

function found(cited: string, text: string | undefined): string {
  if (!text) throw new Error(`The contract has no paragraph "${cited}".`);
  return text.replace(/\s+/g, ' ').trim();
}

function sectionOf(title: string): string | undefined {
  const sections: string[] = document.info.description.split(/^## /m);
  return sections.find((each) => each.startsWith(`${title}\n`));
}

function operationText(operationId: string): string | undefined {
  return operations.find((each) => each.operationId === operationId)?.operation.description;
}

function named(text: string, name: string): string | undefined {
  const start = `**${name}.** `;
  const found = text.split(/\n\n+/).find((each) => each.startsWith(start));
  return found?.slice(start.length);
}
