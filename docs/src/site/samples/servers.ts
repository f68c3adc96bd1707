// Where samples and console send requests to. The contract names no sandbox: these are its defaults, and
// the tests of the samples hold it to them.

/** The sandbox on the reader's own machine, whose answers are the printed ones, and one of its API keys. */
export const sandbox = { url: 'http://localhost:4011', apiKey: 'sandbox-harbour-1' };

/** What stands in a sample for the reader's own host and key. */
export const own = { url: 'https://YOUR_HOST', apiKey: 'YOUR_API_KEY' };

/** The mock takes any key. */
export const mockKey = 'any-key';
