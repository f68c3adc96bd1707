#!/usr/bin/env node
// Plain JavaScript, for it is published as it is.
import '../dist/cli.js';
