import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { World } from '../world/world.ts';

export interface Listed {
  id: string;
  unit_id: string;
  commands: string[];
  rental: string;
}

const effects: Record<string, { locked?: boolean; driving_enabled?: boolean }> = {
  'unlock-and-enable-driving': { locked: false, driving_enabled: true },
  'lock-and-disable-driving': { locked: true, driving_enabled: false },
  'enable-driving': { driving_enabled: true },
  'disable-driving': { driving_enabled: false },
};

const readText = async (message: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of message) text += chunk;
  return text;
};

/** The part of the API that a booking system needs, one vehicle on the first page, the rest on the second; commands act on the world at once. */
export const startApi = async (world: World, listed: Listed[]) => {
  const calls: string[] = [];
  const control = { failing: false, refused: new Set<string>(), revoked: 0 };

  const giveToken = ({ headers }: IncomingMessage): [number, unknown] =>
    headers.authorization === `Basic ${Buffer.from('F0000#cl1:hush').toString('base64')}`
      ? [200, { access_token: 'token', token_type: 'bearer', expires_in: 900 }]
      : [401, { error: 'invalid_client' }];

  const listPage = (url: string): [number, unknown] => {
    const second = url.includes('page_token=next');
    const items = (second ? listed.slice(1) : listed.slice(0, 1)).map(({ id, unit_id, commands, rental }) => ({
      id,
      telematics_unit: { id: unit_id },
      capabilities: { commands },
      operation_status: { value: 'OPERATING' },
      rental_status: { value: rental },
    }));
    return [200, { items, ...(!second && { next_page_token: 'next' }) }];
  };

  const act = (method: string, path: string, body: string): [number, unknown] => {
    const entry = listed.find(({ id }) => path.startsWith(`${id}/`));
    const value: string = body ? JSON.parse(body).value : '';
    calls.push(`${method} ${path} ${value}`.trim());
    if (control.refused.has(path)) return [409, { type: '/problems/vehicle/conflicting-state' }];
    const vehicle = world.find(entry?.unit_id ?? '');
    if (!entry || !vehicle) return [404, { type: '/problems/resource-not-found' }];
    if (path.endsWith('/rental-status')) entry.rental = value;
    Object.assign(vehicle, effects[path.split('/').at(-1) ?? '']);
    return [200, {}];
  };

  const answer = async (message: IncomingMessage): Promise<[number, unknown]> => {
    const { method = '', url = '' } = message;
    const body = await readText(message);
    if (url.startsWith('/api/v1/auth/oauth/token?grant_type=client_credentials')) return giveToken(message);
    if (control.revoked > 0) {
      control.revoked -= 1;
      return [401, { type: '/problems/invalid-credentials' }];
    }
    if (message.headers.authorization !== 'Bearer token') return [401, { type: '/problems/missing-credentials' }];
    if (control.failing) return [503, { type: '/problems/service-unavailable' }];
    return url.startsWith('/api/v1/vehicles?') ? listPage(url) : act(method, url.replace('/api/v1/vehicles/', ''), body);
  };

  const server = createServer((message, response) => {
    void answer(message).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, control, api_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1` };
};
