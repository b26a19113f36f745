import { Agent, buildConnector } from 'undici';
import { publicLookup } from '#server/adapters/egress.ts';
import { readWebhookAddress } from './webhook-address.ts';

/** What an attempt came to: a status, or why there was none. What the receiver says beyond it is read by nobody. */
export interface Attempt {
  response_status: number | null;
  error: 'TIMEOUT' | 'NO_CONNECTION' | 'ADDRESS_NOT_ALLOWED' | null;
  duration_ms: number;
}

export interface WebhookSender {
  send(url: string, headers: Record<string, string>, body: string): Promise<Attempt>;
  close(): Promise<void>;
}

const total_timeout_ms = 15_000;
const connect_timeout_ms = 5_000;
const longest_answer_bytes = 65_536;
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || /TIMEOUT/.test('code' in error ? String(error.code) : ''));

/**
 * Posts to the outside without trusting the address: TLS verified, no redirects, bounded time and answer, and outside of `internal_hosts` no
 * connection to an address that is not public, whatever the name resolves to at that moment.
 */
export const createWebhookSender = (
  internal_hosts: readonly string[],
  timeout_ms = total_timeout_ms,
  lookup = publicLookup,
): WebhookSender => {
  const options = { maxResponseSize: longest_answer_bytes };
  const common = { timeout: connect_timeout_ms, allowH2: false, rejectUnauthorized: true };
  const outside = new Agent({ ...options, connect: buildConnector({ ...common, lookup }) });
  const inside = new Agent({ ...options, connect: buildConnector(common) });
  return {
    send: async (address, headers, body) => {
      const started = performance.now();
      const attempt = (response_status: number | null, error: Attempt['error']): Attempt => ({
        response_status,
        error,
        duration_ms: Math.round(performance.now() - started),
      });
      const target = readWebhookAddress(address, internal_hosts);
      if (!target) return attempt(null, 'ADDRESS_NOT_ALLOWED');
      const { url, is_internal } = target;
      try {
        const response = await (is_internal ? inside : outside).request({
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'Motorpool', ...headers },
          body,
          signal: AbortSignal.timeout(timeout_ms),
        });
        await response.body.dump({ limit: longest_answer_bytes });
        return attempt(response.statusCode, null);
      } catch (error) {
        return attempt(null, isTimeout(error) ? 'TIMEOUT' : 'NO_CONNECTION');
      }
    },
    close: async () => {
      await Promise.all([outside.destroy(), inside.destroy()]);
    },
  };
};
