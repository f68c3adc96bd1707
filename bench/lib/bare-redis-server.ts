// The measure of the shared store: a server that reads the body, sets one key and sends bytes.
// Arguments: port, the response as JSON, and the URL of the Redis.
import { createServer } from 'node:http';
import { Redis } from 'ioredis';

const [port, response = '{}', url = ''] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(response);
const redis = new Redis(url);

let count = 0;
createServer((request, answer) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', async () => {
      await redis.set(`bare:${count++}`, Buffer.concat(chunks));
      answer.writeHead(status, headers).end(body);
    });
}).listen(Number(port), '127.0.0.1');
