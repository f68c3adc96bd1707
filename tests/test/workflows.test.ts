// The workflows of the contract come true against the sandbox, run by Redocly's respect.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@connect-api/sandbox/node';
import { redocly } from '@connect-api/spec/redocly';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../spec/workflows/', import.meta.url));
const files = await readdir(folder);
let output: string;
let scratch: string;
let ran: Record<string, { executedWorkflows: Workflow[] }>;

interface Workflow {
  workflowId: string;
  status: string;
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'workflows-'));
  const report = path.join(scratch, 'report.json');
  const { url, sandbox, close } = await startSandbox({ port: 0, clock: 'frozen' });
  const world = await (await sandbox.fetch(`${url}/__sandbox/world`)).json();
  const { stdout, stderr } = await redocly(
    [
      'respect',
      ...files,
      `--server=connect=${url}`,
      `--input=apiKey=${world.tenants[0].apiKeys[0]}`,
      `--json-output=${report}`,
    ],
    { cwd: folder },
  );
  await close();
  output = stdout + stderr;
  ran = JSON.parse(await readFile(report, 'utf8')).files;
}, 120_000);

afterAll(() => rm(scratch, { recursive: true }));

test.each(files)('%s', (file) => {
  const workflows = ran[file]?.executedWorkflows ?? [];
  expect(
    workflows.map(({ workflowId, status }) => [workflowId, status]),
    output,
  ).toEqual(workflows.map(({ workflowId }) => [workflowId, 'success']));
  expect(workflows.length, output).toBeGreaterThan(0);
});
