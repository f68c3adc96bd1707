#!/usr/bin/env node
// Plain JavaScript, for it is published as it is.
import module from 'node:module';

// What Node compiles is kept for the next start, which is then faster. Nodes before 22.8 cannot.
module.enableCompileCache?.();
await import('../dist/cli.js');
