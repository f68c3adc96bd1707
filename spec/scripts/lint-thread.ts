// Lints the contract whenever it gets a message, and answers with code and report.
import { parentPort } from 'node:worker_threads';
import { lint } from '../lib/lint.ts';

parentPort?.on('message', async () => parentPort?.postMessage(await lint()));
