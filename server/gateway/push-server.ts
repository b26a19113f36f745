import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AdapterFailure, type HttpAdapter, type PushReply, type PushRequest } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newFlowId } from '#server/ids.ts';
import { mayReadMetrics } from '#server/metrics-access.ts';
import { type CredentialsRow, findCredentialsByPushToken } from '#server/store/credentials.ts';
import type { Ingest } from './ingest.ts';
import type { CredentialsVault, OpenedCredentials } from './open-credentials.ts';
import { readTogether } from './read-together.ts';

export interface PushServerParts {
  app: App;
  host: string;
  port: number;
  findAdapter(brand: string): HttpAdapter | undefined;
  vault: CredentialsVault;
  ingest: Ingest;
  onPush(brand: string, unit_id: string): void;
  /** Lines of the Prometheus text format. */
  metrics(): Promise<string>;
}

const body_limit_bytes = 1_048_576;

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > body_limit_bytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const answer = (response: ServerResponse, { status, body = '', content_type = 'text/plain' }: PushReply) => {
  response.writeHead(status, { 'content-type': content_type, 'x-content-type-options': 'nosniff' }).end(body);
};

const single = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

/** While a secret is replaced a push may be signed with either. */
const receiveBySecret = async (adapter: HttpAdapter, vault: CredentialsVault, row: CredentialsRow, pushed: PushRequest) => {
  const receive = ({ credentials, context }: OpenedCredentials) => {
    if (!adapter.receivePush) throw new Error('This brand does not push.');
    return adapter.receivePush(pushed, credentials, context(newFlowId()));
  };
  try {
    return await receive(vault.openRow(row));
  } catch (error) {
    if (row.former_sealed_secrets === null || !(error instanceof AdapterFailure) || error.kind !== 'rejected') throw error;
    return receive(vault.openNewest(row));
  }
};

/** The gateway's own HTTP port: vendors push states here, operators read health and metrics. Answers good only after COMMIT. */
export const createPushServer = async (parts: PushServerParts): Promise<{ port: number; close(): Promise<void> }> => {
  const { app, ingest, vault } = parts;
  const findByToken = readTogether((push_token_hash) => findCredentialsByPushToken(app.db.read, push_token_hash));

  const receive = async (request: IncomingMessage, url: URL): Promise<PushReply> => {
    const [, , brand = '', token = '', ...rest] = url.pathname.split('/');
    const row = await findByToken(tokenHash(token));
    const adapter = parts.findAdapter(brand);
    if (!row || row.brand !== brand || !adapter?.receivePush) return { status: 404 };
    const body = await readBody(request);
    if (!body) return { status: 413 };
    const pushed = { path: `/${rest.join('/')}`, query: Object.fromEntries(url.searchParams), headers: single(request.headers), body };
    const { reports, reply } = await receiveBySecret(adapter, vault, row, pushed);
    await ingest.store(reports.map((report) => ({ report, fleet_id: row.fleet_id })));
    for (const report of reports) parts.onPush(report.brand, report.unit_id);
    return reply;
  };

  const handle = async (request: IncomingMessage): Promise<PushReply> => {
    const url = new URL(request.url ?? '/', 'http://gateway');
    if (url.pathname === '/health') return { status: 200, body: '{"status":"ok"}', content_type: 'application/json' };
    if (url.pathname === '/metrics')
      return mayReadMetrics(request, app.config.metrics_token) ? { status: 200, body: await parts.metrics() } : { status: 404 };
    if (!url.pathname.startsWith('/push/')) return { status: 404 };
    return receive(request, url);
  };

  const server: Server = createServer({ maxHeaderSize: 16_384, requestTimeout: 30_000 }, (request, response) => {
    handle(request)
      .catch((error: unknown): PushReply => {
        const refused = error instanceof AdapterFailure && error.kind === 'rejected';
        app.log.warn({ err: error }, refused ? 'Push refused' : 'Push not stored');
        return { status: refused ? 400 : 500 };
      })
      .then((reply) => answer(response, reply));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : parts.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
};
