// The measure: a server that reads the body and sends bytes, and does nothing else.
// Arguments: port, and the response as JSON.
import { createServer } from 'node:http';

const [port, response = '{}'] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(response);

createServer((request, answer) => {
  request
    .on('data', () => {})
    .on('end', () => {
      answer.writeHead(status, headers).end(body);
    });
}).listen(Number(port), '127.0.0.1');
