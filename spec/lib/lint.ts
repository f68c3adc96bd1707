import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseResolver, lint as lintFile, loadConfig } from '@redocly/openapi-core';
import { withoutConsequences } from './consequences.ts';
import { type Problem, problemOf } from './problem.ts';

const spec = fileURLToPath(new URL('..', import.meta.url));
const repository = path.dirname(spec.replace(/[\\/]$/, ''));

/**
 * Lints the contract with Redocly's strict rules and our own (rules/), and the workflows. Where a file
 * cannot be read or a reference leads nowhere, that alone is told: the rest follows from it.
 *
 * @returns the report names files from the repository
 */
export async function lint(): Promise<{ code: number; report: string }> {
  const workflows = readdirSync(path.join(spec, 'workflows')).map((name) => `workflows/${name}`);
  try {
    return reportOf((await problemsOf(['openapi.yaml', ...workflows])).flat());
  } catch (error) {
    // Redocly's own words; a stack of ours would say nothing more.
    return { code: 1, report: `${(error as Error).message.trim()}\n` };
  }
}

/** @param root the folder that the report names files from */
export function reportOf(found: Problem[], root: string = repository) {
  const problems = causesOf(found);
  const report = problems.map((problem) => inWords(problem, root)).join('\n');
  if (problems.length === 0)
    return { code: 0, report: 'The contract and its workflows are valid.\n' };
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return { code: 1, report: `${report}\n${count}. The rules: spec/README.md.\n` };
}

/**
 * The problems of each file, by the rules of redocly.yaml.
 *
 * @param files absolute, or from spec/
 * @param config from spec/
 * @throws {Error} with what Redocly said, where it cannot lint at all
 */
export async function problemsOf(
  files: string[],
  config: string = 'redocly.yaml',
): Promise<Problem[][]> {
  const loaded = await loadConfig({ configPath: path.resolve(spec, config) });
  // What several of them refer to is read once.
  const externalRefResolver = new BaseResolver(loaded.resolve);
  const reports: Problem[][] = [];
  for (const file of files) {
    const ref = path.resolve(spec, file);
    const found = await lintFile({ ref, config: loaded, externalRefResolver }).catch(inOurWords);
    reports.push(found.map(problemOf).filter((problem) => !isOfCondition(problem)));
  }
  return reports;
}

/** Redocly looks for what a condition asks for inside the condition; connect/conditions looks around it. */
function isOfCondition({ ruleId, pointer }: Problem): boolean {
  return (
    ruleId === 'no-required-schema-properties-undefined' &&
    /\/(if|then|else)\/required\//.test(pointer)
  );
}

/** Redocly names no place where it follows references in a circle, nor where a name breaks its own code. */
function inOurWords(error: Error): never {
  if (error.message.includes('hasOwnProperty is not a function'))
    throw new Error(
      'Redocly cannot read a contract in which something is called hasOwnProperty. Look for that, and give it another name.',
      { cause: error },
    );
  if (!error.message.includes('Self-referencing circular pointer')) throw error;
  throw new Error(
    'A file begins with a $ref that leads back to itself, so that nothing can be read. Look at the references that you changed last.',
    { cause: error },
  );
}

/** What is left when each problem is told once, and what follows from another is left out. */
function causesOf(problems: Problem[]): Problem[] {
  const refused = problems.filter(({ ruleId }) => ruleId === 'connect/references');
  const lost = problems.filter(
    ({ ruleId, file, line }) =>
      ruleId === 'no-unresolved-refs' &&
      !refused.some((one) => one.file === file && one.line === line),
  );
  if (lost.length > 0) return lostTargets(lost);
  const told = [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
  return withoutRepetitions(withoutOtherBranches(withoutConsequences(told)));
}

/**
 * Where one mistake shows in many places, the first of them, with how many more there are: the examples that
 * a changed schema refuses for one reason, the operations of a tag that has another name.
 */
function withoutRepetitions(problems: Problem[]) {
  // A value that breaks several rules is one.
  const places = new Map(
    problems.toReversed().map((one) => [isOfExample(one) ? placeOf(one) : one, one]),
  );
  const [...once] = places.values();
  return [...Map.groupBy(once.reverse(), mistakeOf).values()].flatMap(([first, ...more]) => {
    if (!first || more.length === 0) return first ?? [];
    const others = more.length === 1 ? 'one more place' : `${more.length} more places`;
    const advice = isOfExample(first) ? ', so look at the schema first' : '';
    return [{ ...first, message: `${first.message} The same in ${others}${advice}.` }];
  });
}

/** What problems with the same mistake have in common; what others share with nothing. */
function mistakeOf(problem: Problem): unknown {
  const { ruleId, message, file } = problem;
  // The values that do not fit may stand in properties of several names.
  if (isOfExample(problem))
    return `example ${message.replace(/`[^`]+` property (?=must|value)/, '')}`;
  if (ruleId === 'no-enum-type-mismatch') return `${ruleId} ${file}`;
  return /^(security-defined|connect\/(error-code-known|operation-tag))$/.test(ruleId)
    ? `${ruleId} ${message}`
    : problem;
}

const placeOf = ({ file, line, col }: Problem) => `${file}:${line}:${col}`;

const isOfExample = ({ ruleId }: Problem) => /^no-invalid-\S+-examples$/.test(ruleId);

/** Files that cannot be read and references that lead nowhere, each target once. */
function lostTargets(lost: Problem[]) {
  return [...Map.groupBy(lost, targetOf).values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    if (more.length === 0 || /^Failed to parse/.test(first.message)) return [first];
    const others = more.length === 1 ? 'One more place refers' : `${more.length} more places refer`;
    return [{ ...first, message: `${first.message} ${others} to it.` }];
  });
}

/**
 * An example that fits no branch of a oneOf breaks a rule of each. One is meant: where a value tells
 * the branches apart and none has it, that is the problem, and else what its branch asks.
 */
function withoutOtherBranches(problems: Problem[]) {
  const key = (problem: Problem) =>
    isOfExample(problem) ? `${problem.ruleId} ${problem.file}` : problem;
  return [...Map.groupBy(problems, key).values()].flatMap((group) => {
    const isOneOf = ({ message }: Problem) => message.includes('exactly one schema in oneOf');
    if (!group.some(isOneOf)) return group;
    const inBranches = group.filter((one) => !isOneOf(one));
    const tags = inBranches.filter(({ message }) =>
      message.includes('equal to one of the allowed'),
    );
    const others = inBranches.filter((one) => !tags.includes(one));
    return (tags.length > 1 ? tags : [...others, ...tags]).slice(0, 1);
  });
}

/** What a reference that leads nowhere was to lead to. */
function targetOf({ file, line, message }: Problem) {
  if (/^Failed to parse/.test(message)) return file;
  // A file that cannot be read is one cause, whatever part of it is meant.
  const isUnread = /^Can't resolve \$ref: (?!ENOENT)/.test(message);
  const [, target] = /\$ref['"]?: *['"]?([^'"\s]+)/.exec(lineOf(file, line)) ?? [];
  if (!target) return message;
  return path.resolve(path.dirname(file), isUnread ? target.replace(/#.*$/, '') : target);
}

/** @param line counted from 1 */
function lineOf(file: string, line: number) {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1] ?? '';
  } catch {
    return '';
  }
}

function inWords({ file, line, col, message, ruleId }: Problem, root: string) {
  const place = path.relative(root, file).replaceAll('\\', '/');
  const text = lineOf(file, line);
  const frame = text ? `  ${line} | ${text}\n${' '.repeat(String(line).length + 3 + col)}^\n` : '';
  // Redocly names the file that is missing from the root of the machine.
  return `${place}:${line}:${col}: ${message} (${ruleId})\n${frame}`.replaceAll(
    `${root}${path.sep}`,
    '',
  );
}
