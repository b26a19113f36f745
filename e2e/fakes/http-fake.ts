import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { actsInSpiteOf, type CallKind, type FakeAnswer, type HttpFault, sendAnswer, sendFaulty } from './http-fault.ts';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** Names as they were spelt on the wire. */
  raw_header_names: string[];
  body: string;
}

export interface HttpFakeOptions {
  clock: () => number;
  kindOf: (request: FakeRequest) => CallKind;
  /** The healthy answer. `inert`: claim success, change nothing. */
  answer: (request: FakeRequest, inert: boolean) => FakeAnswer;
}

export interface HttpFakeRequest {
  kind: CallKind;
  method: string;
  path: string;
  body: string;
  at: string;
}

/** Changes the body of a healthy answer to a reading call, as a vendor that leaves fields out. */
export type AlterAnswer = (body: unknown) => unknown;

interface PendingFault {
  fault: HttpFault;
  calls: number;
  only: CallKind | undefined;
}

const readRequest = async (message: IncomingMessage): Promise<FakeRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '/', 'http://fake.invalid');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
    raw_header_names: message.rawHeaders.filter((_, index) => index % 2 === 0),
    body: Buffer.concat(chunks).toString('utf8'),
  };
};

/** A vendor's cloud on a real socket of this machine, with faults to order. */
export const createHttpFake = ({ clock, kindOf, answer }: HttpFakeOptions) => {
  const pending: PendingFault[] = [];
  const requests: HttpFakeRequest[] = [];
  let alter: AlterAnswer | undefined;
  let port = 0;

  const answerAsAltered = (request: FakeRequest, kind: CallKind, inert: boolean): FakeAnswer => {
    const given = answer(request, inert);
    return alter && kind === 'read' && given.status === 200 ? { ...given, body: alter(given.body) } : given;
  };

  const nextFault = (kind: CallKind): HttpFault | undefined => {
    const index = pending.findIndex(({ only }) => only === undefined || only === kind);
    const found = pending[index];
    if (!found) return undefined;
    found.calls -= 1;
    if (found.calls <= 0) pending.splice(index, 1);
    return found.fault;
  };

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    const kind = kindOf(request);
    requests.push({ kind, method: request.method, path: request.path, body: request.body, at: new Date(clock()).toISOString() });
    const fault = nextFault(kind);
    if (fault?.kind === 'delay') await wait(fault.ms);
    const inert = fault?.kind === 'no_effect';
    const healthy = actsInSpiteOf(fault) || inert ? answerAsAltered(request, kind, inert) : undefined;
    if (fault) sendFaulty(response, fault, healthy);
    else if (healthy) sendAnswer(response, healthy);
  };

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendAnswer(response, { status: 500, body: { error: String(error) } });
    });
  });

  const listen = async (wanted_port = port): Promise<string> => {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted_port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    return `http://127.0.0.1:${port}`;
  };

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };

  return {
    /** Begins to answer; resolves to the address. Without a port any free one, after `close` the same as before. */
    listen,
    /** Connections are refused from here on. */
    close,
    requests,
    /** The next calls (of one kind) go wrong. Faults are used up in the order they were given. */
    injectFault: (fault: HttpFault, calls = 1, only?: CallKind) => void pending.push({ fault, calls, only }),
    clearFaults: () => void pending.splice(0),
    alterAnswers: (with_: AlterAnswer | undefined) => {
      alter = with_;
    },
  };
};
