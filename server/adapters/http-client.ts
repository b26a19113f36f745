/**
 * The only way an HTTP adapter reaches its vendor. Promises: TLS verified, no redirects, no retries, bounded time and size, a breaker and a
 * bulkhead per brand. For a command it tells honestly whether anything can have left us: each one gets a connection of its own, because on a
 * reused socket "did a byte leave?" cannot be answered. Answers of any status but 429 are returned; the brand's chapter says what they mean.
 */
import { isIP } from 'node:net';
import { type buildConnector, Client } from 'undici';
import { type BrandGuard, VendorFault } from './brand-guard.ts';
import { isPublicAddress } from './egress.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-port.ts';
import { readJson } from './json-answer.ts';
import { AdapterFailure } from './port.ts';

export type { HttpAnswer, HttpClient, HttpRequest };

export interface HttpClientOptions {
  brand: string;
  credentials_id: string;
  shared: BrandGuard;
}

type Progress = { connected: boolean };

const observedConnector =
  (connect: buildConnector.connector, progress: Progress): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...result) => {
      if (result[0] === null) progress.connected = true;
      callback(...result);
    });

/** One exchange over the wire. Every way it can break is a `VendorFault`, with what is known about how far it got. */
const exchange = async (request: HttpRequest, url: URL, guard: BrandGuard): Promise<HttpAnswer> => {
  const { limits } = guard;
  const progress: Progress = { connected: false };
  const own_client =
    request.purpose === 'command'
      ? new Client(url.origin, { ...guard.socket_options, connect: observedConnector(guard.connect, progress), pipelining: 0 })
      : undefined;
  const total_ms = Math.min(request.timeout_ms ?? limits.total_timeout_ms, limits.longest_call_ms);
  const phase_ms = request.timeout_ms === undefined ? limits.headers_timeout_ms : total_ms;
  try {
    const response = await (own_client ?? guard.agent).request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      headersTimeout: phase_ms,
      bodyTimeout: phase_ms,
      signal: AbortSignal.timeout(total_ms),
      reset: own_client !== undefined,
    });
    const text = await response.body.text();
    const headers = Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]);
    const status = response.statusCode;
    const unreadable = status >= 200 && status < 300 && text !== '' && readJson(text) === undefined;
    return { status, headers: Object.fromEntries(headers), text, ...(unreadable && { unreadable }) };
  } catch (error) {
    throw new VendorFault(own_client !== undefined && !progress.connected ? 'not_connected' : 'no_answer', error);
  } finally {
    await own_client?.destroy();
  }
};

const oversized = (fault: VendorFault): boolean =>
  fault.cause instanceof Error && 'code' in fault.cause && fault.cause.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

const explainFault = (fault: VendorFault, brand: string, purpose: HttpRequest['purpose']): AdapterFailure => {
  const vendor_detail = fault.message;
  if (purpose === 'command' && fault.progress === 'no_answer') {
    return new AdapterFailure('unknown', `${brand} did not answer the command in full`, { vendor_detail, cause: fault });
  }
  return oversized(fault)
    ? new AdapterFailure('vendor', `${brand} answered with too much data`, { vendor_detail, cause: fault })
    : new AdapterFailure('offline', `${brand} could not be reached`, { vendor_detail, cause: fault });
};

const parseAddress = (request: HttpRequest, brand: string, guard: BrandGuard): URL => {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const scheme_allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && guard.allow_private_addresses);
  const host_allowed = guard.allow_private_addresses || isIP(host) === 0 || isPublicAddress(host);
  if (!url || !scheme_allowed || !host_allowed || url.username !== '') {
    throw new AdapterFailure('offline', `The API address stored for ${brand} is not allowed`);
  }
  return url;
};

/**
 * A client for one set of credentials. Throws `AdapterFailure`:
 * `offline` nothing reached the vendor, or a read went unanswered; `unknown` a command may have been received;
 * `limited` HTTP 429, open breaker or full queue, nothing executed; `vendor` a read's answer exceeded the size limit.
 */
export const createHttpClient = ({ brand, credentials_id, shared }: HttpClientOptions): HttpClient => ({
  async request(request) {
    const url = parseAddress(request, brand, shared);
    try {
      return await shared.run(credentials_id, () => {
        if (request.expires_at !== undefined && shared.clock() > Date.parse(request.expires_at)) {
          throw new AdapterFailure('offline', `The command expired before ${brand} could be called`);
        }
        return exchange(request, url, shared);
      });
    } catch (error) {
      throw error instanceof VendorFault ? explainFault(error, brand, request.purpose) : error;
    }
  },
});
