// Client, sandbox and docs in a real Firefox. One file, so that all of it shares one browser.
import './firefox/client.ts';
import './firefox/docs.ts';
