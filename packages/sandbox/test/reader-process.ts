// Tells what it sees of each directory that it is sent.
import { seen } from './seen-in-directory.js';

process.on('message', async (location: string) => process.send?.(await seen(location)));
