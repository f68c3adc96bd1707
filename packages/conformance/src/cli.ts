import { main } from './cli/main.js';

let exitCode: number | undefined;
// A hook that ends the process, or a fault of the suite, says nothing about the server.
process.on('exit', () => {
  process.exitCode = exitCode ?? 2;
});
exitCode = await main(process);
// What a hook has opened, such as a connection to a database, would keep the process alive.
for (const stream of [process.stdout, process.stderr])
  await new Promise((resolve) => stream.write('', resolve));
process.exit();
