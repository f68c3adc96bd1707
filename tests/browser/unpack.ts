/**
 * Unpacks the Chromium inside `@sparticuz/chromium` into the folder named by TMPDIR. A program of
 * its own, because that package always unpacks into the system's temporary folder, and brings its
 * shared libraries and fonts only where the environment looks like its home, AWS Lambda.
 */
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
