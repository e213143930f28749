import { type Agent, request } from 'node:http';
import type { Json, Send } from './shoppers.ts';

/** A call that takes longer counts as failed: it would not be waited for in a shop. */
const PATIENCE_MS = 60_000;

/** Sends one request over the agent's connections; answers that are no JSON come as null. */
export function sender(port: number, agent: Agent): Send {
  return (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const sent = text ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) } : {};
      const call = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...sent } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          let json: Json = null;
          try {
            json = JSON.parse(Buffer.concat(chunks).toString());
          } catch {
            // What is no JSON fails the step that reads it.
          }
          resolve({ status: answer.statusCode ?? 0, json, headers: answer.headers });
        });
      });
      call.setTimeout(PATIENCE_MS, () => call.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} s`)));
      call.on('error', reject);
      call.end(text);
    });
}
