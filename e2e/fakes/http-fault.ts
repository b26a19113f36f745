import type { ServerResponse } from 'node:http';

export type CallKind = 'token' | 'read' | 'command';

/** What goes wrong with a call. `…_after_acting`: the vendor has carried the order out all the same. */
export type HttpFault =
  | { kind: 'delay'; ms: number }
  | { kind: 'black_hole' | 'silent_after_acting' | 'reset_before_acting' | 'reset_after_acting' | 'reset_mid_body' }
  | { kind: 'status' | 'status_after_acting'; status: number; headers?: Record<string, string>; body?: unknown }
  | { kind: 'html' | 'truncated_json' | 'wrong_types' | 'deep_json' | 'endless_body' | 'drip' }
  | { kind: 'no_effect' };

export interface FakeAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const acting: ReadonlySet<HttpFault['kind']> = new Set([
  'delay',
  'silent_after_acting',
  'reset_after_acting',
  'reset_mid_body',
  'status_after_acting',
  'html',
  'truncated_json',
  'wrong_types',
  'deep_json',
  'endless_body',
  'drip',
]);

/** The order reaches the vehicle in spite of the fault. */
export const actsInSpiteOf = (fault: HttpFault | undefined): boolean => fault === undefined || acting.has(fault.kind);

export const sendAnswer = (response: ServerResponse, { status, body, headers }: FakeAnswer): void => {
  response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

const sendText = (response: ServerResponse, text: string, type = 'application/json'): void => {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
};

const stream = (response: ServerResponse, chunk: string, interval_ms: number): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(chunk);
  }, interval_ms);
  response.on('close', () => clearInterval(timer));
};

const spoilWithHalf = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length * 2 });
  response.write(text, () => setImmediate(() => response.destroy()));
};

const unreadable_bodies = {
  html: '<!doctype html><title>Welcome</title><h1>It works</h1>',
  wrong_types: '{"count":"many","data":7,"status":{},"code":[],"msg":1}',
  deep_json: `{"data":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
} as const;

/** Answers as the fault wants; `answer` is what a healthy vendor would say. */
export const sendFaulty = (response: ServerResponse, fault: HttpFault, answer: FakeAnswer = { status: 200, body: {} }): void => {
  const text = JSON.stringify(answer.body ?? {});
  switch (fault.kind) {
    case 'black_hole':
    case 'silent_after_acting':
      break;
    case 'reset_before_acting':
    case 'reset_after_acting':
      response.destroy();
      break;
    case 'reset_mid_body':
      spoilWithHalf(response, text);
      break;
    case 'status':
    case 'status_after_acting':
      sendAnswer(response, { body: {}, ...fault });
      break;
    case 'html':
      sendText(response, unreadable_bodies.html, 'text/html');
      break;
    case 'wrong_types':
    case 'deep_json':
      sendText(response, unreadable_bodies[fault.kind]);
      break;
    case 'truncated_json':
      sendText(response, text.slice(0, Math.max(1, Math.floor(text.length / 2))));
      break;
    case 'endless_body':
      stream(response, 'x'.repeat(262_144), 1);
      break;
    case 'drip':
      stream(response, ' ', 100);
      break;
    case 'delay':
    case 'no_effect':
      sendAnswer(response, answer);
  }
};
