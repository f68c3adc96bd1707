import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Receiver } from '../../webhooks/dispatcher.js';
import { checkAddress, checkedLookup, type Lookup } from './addresses.js';

/** So much of an answer is read at most. */
const mostBytes = 4_096;

interface ReceiverOptions {
  /** Whether private addresses are allowed. Default: `false`. */
  privateAddresses?: boolean;
  /** Looks names up. Default: the system's. */
  lookup?: Lookup;
}

/**
 * A receiver behind a URL. Redirects are not followed, and nothing but the event and its type goes out.
 *
 * @throws {Error} for what is no URL of http or https, or has an address that is not allowed
 */
export function urlReceiver(
  text: string,
  { privateAddresses = false, lookup }: ReceiverOptions = {},
): Receiver {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error('A webhook takes a URL such as http://localhost:3000/events.');
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new Error('A webhook takes a URL without a user and a password.');
  }
  if (!privateAddresses) checkAddress(url);
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const checked = privateAddresses ? lookup : checkedLookup(lookup);

  return {
    name: text,
    send: (event, signal) =>
      new Promise((resolve, reject) => {
        const request: ClientRequest = send(url, {
          method: 'POST',
          signal,
          // No connection is kept: the next event may be long in coming.
          agent: false,
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(event),
            'User-Agent': 'connect-sandbox',
          },
          ...(checked && { lookup: checked }),
        });
        request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
        request.on('response', (response) => {
          const { statusCode: status = 0 } = response;
          const chunks: Buffer[] = [];
          let length = 0;
          const end = () => {
            resolve({ status, body: Buffer.concat(chunks).subarray(0, mostBytes).toString() });
            request.destroy();
          };
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            length += chunk.length;
            if (length >= mostBytes) end();
          });
          response.on('end', end);
          // The status has come: that is an answer.
          response.on('error', end);
        });
        request.end(event);
      }),
  };
}
