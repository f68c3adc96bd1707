import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Readable } from 'node:stream';

const require = createRequire(import.meta.url);
const cli = path.join(path.dirname(require.resolve('@redocly/cli/package.json')), 'bin/cli.js');

/**
 * Runs the Redocly CLI and returns what it said. Its notice about the end of Node 20 is taken out:
 * it says nothing about the contract, and every call would print it.
 */
export async function redocly(
  args: string[],
  { cwd }: { cwd: string },
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
  ]);
  return { code: code ?? 1, stdout, stderr: withoutNodeNotice(stderr) };
}

async function text(stream: Readable) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function withoutNodeNotice(output: string) {
  return output.replace(/^\s*╔═+╗\n(?:\s*║.*║\n)*\s*╚═+╝\n\s*/gm, '');
}
