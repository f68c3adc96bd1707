// Whether generated code takes a right use and refuses a wrong one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const right = `{ schedule: { type: 'CancelAtDate', date: '2024-03-31' }, reason: 'OTHER', comment: 'x' }`;
const wrong = {
  'OTHER without a comment': `{ schedule: { type: 'CancelNextDay' }, reason: 'OTHER' }`,
  'no schedule': `{ reason: 'NO_NEED' }`,
  'an unknown reason': `{ schedule: { type: 'CancelNextDay' }, reason: 'BORED' }`,
};

/**
 * What is wrong with generated code, in words; nothing where it is right.
 *
 * @param folder where it is
 * @param use makes a module of it that uses a request's body
 */
export function faultsOfTypes(folder: string, use: (body: string) => string): string[] {
  const files = Object.entries({ right, ...wrong }).map(([name, body], index) => {
    const file = path.join(folder, `use-${index}.ts`);
    writeFileSync(file, use(body));
    return [name, file] as const;
  });
  const program = ts.createProgram(
    files.map(([, file]) => file),
    {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  );
  const generated = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(folder) && !fileName.includes('/use-'))
    .flatMap((source) => ts.getPreEmitDiagnostics(program, source))
    .slice(0, 1)
    .map((problem) => `its own code does not compile: ${inWords(problem)}`);
  const used = files.flatMap(([name, file]) => {
    const [problem] = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    if (name === 'right') return problem ? [`refuses a right request: ${inWords(problem)}`] : [];
    return problem ? [] : [`takes a request with ${name}`];
  });
  return [...generated, ...used];
}

function inWords({ messageText, file }: ts.Diagnostic): string {
  const place = file ? `${path.basename(file.fileName)}: ` : '';
  return place + ts.flattenDiagnosticMessageText(messageText, ' ');
}
