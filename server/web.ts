/** Process entry of the web app: one HTTP server; `/api/v1` is answered by Hono, everything else by Next. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import { createApp, shareApp } from '#server/app.ts';
import { readSessionKey } from '#server/auth/keys.ts';
import { createClientAddress } from '#server/client-address.ts';
import { dataPaths, exportFrameworkSettings, loadConfig } from '#server/config.ts';
import { mayReadMetrics } from '#server/metrics-access.ts';
import { metricsText } from '#server/metrics-text.ts';
import { createProcessReporter } from '#server/process-report.ts';
import { createApiListener } from '#server/rest/api-listener.ts';
import { base_path } from '#server/rest/rest.ts';
import { setSecurityHeaders } from '#server/rest/security-headers.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { createStreamHub } from '#server/streams/sse.ts';

const stop_limit_ms = 4_000;
const max_header_bytes = 16_384;

const isApi = (url = '') => url === base_path || url.startsWith(`${base_path}/`) || url.startsWith(`${base_path}?`);

/** Someone who typed `localhost` is led to the address that sign-in is bound to; a program keeps what it asked for. */
const ownAddress = (request: IncomingMessage, app_url: string): string | undefined => {
  const wanted = new URL(app_url);
  const asked = request.headers.host;
  const elsewhere = request.method === 'GET' && asked !== undefined && asked !== wanted.host && asked.startsWith('localhost:');
  return elsewhere ? `${wanted.origin}${request.url}` : undefined;
};

const main = async () => {
  const config = loadConfig();
  const dev = process.argv.includes('--dev');
  const clientAddress = createClientAddress(config.trusted_proxies);
  const plain = await createApp(config, 'web');
  const app = { ...plain, memory: createVehicleMemory(plain.db) };
  exportFrameworkSettings(config.app_url, readSessionKey(dataPaths(config.data_dir).keys));
  shareApp(app);
  const hub = createStreamHub(app);
  const api = createApiListener(app, hub);
  const reporter = createProcessReporter(app, 'WEB', () => ({ bounds: api.bounds() }));
  const pages = next({ dev, dir: process.cwd(), hostname: config.host, port: config.port });
  let answerPage: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;

  const answerMetrics = (request: IncomingMessage, response: ServerResponse) => {
    const may = mayReadMetrics(request, config.metrics_token);
    response.writeHead(may ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(may ? `${metricsText(reporter.figures()).join('\n')}\n` : '');
  };

  const server = createServer({ maxHeaderSize: max_header_bytes }, (request, response) => {
    // The address that counts for limits: set by us, whatever the client claims.
    request.headers['x-real-ip'] = clientAddress(request);
    if (isApi(request.url)) return api.answer(request, response);
    setSecurityHeaders(response);
    if (request.url === '/metrics') return void answerMetrics(request, response);
    const elsewhere = ownAddress(request, config.app_url);
    if (elsewhere) return void response.writeHead(307, { location: elsewhere }).end();
    if (answerPage) return void answerPage(request, response);
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' }).end('Motorpool is starting.');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  await pages.prepare();
  answerPage = pages.getRequestHandler();
  if (dev) server.on('upgrade', pages.getUpgradeHandler());
  reporter.start();
  app.log.info({ app_url: config.app_url }, 'Web is ready');
  process.send?.({ type: 'ready' });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stop_limit_ms).unref();
    reporter.stop();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await hub.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1500).unref();
    await closed;
    await app.db.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
