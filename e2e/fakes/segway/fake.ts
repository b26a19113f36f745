import { createFakeGarage, type FakeVehicle } from '../fake-vehicle.ts';
import { createHttpFake, type FakeRequest } from '../http-fake.ts';
import type { CallKind, FakeAnswer } from '../http-fault.ts';
import { locationFields, type RangeKey, statusFields } from './messages.ts';
import { deliverPush, type PushVariation } from './push.ts';
import { createTokenDesk } from './tokens.ts';

export interface SegwayFakeOptions {
  clock: () => number;
  vehicles: readonly FakeVehicle[];
  client_id: string;
  client_secret: string;
  generation?: 1 | 2;
  token_life_seconds?: number;
  range_key?: RangeKey;
  /** Units that only answer on the paths of their model. */
  t60_unit_ids?: readonly string[];
}

const invalid_client: FakeAnswer = { status: 401, body: { error: 'invalid_client', error_description: 'Bad client credentials' } };
const push_paths = {
  1: { status: '/vehicle/status', location: '/vehicle/status' },
  2: { status: '/v2/vehicle/status', location: '/v2/vehicle/location' },
};

const orders: Record<1 | 2, Record<string, string>> = {
  1: { lock: 'lock', unlock: 'unlock', toot: 'sound', 'battery/cover': 'battery_cover' },
  2: { lock: 'lock', unlock: 'unlock', 't60/lock': 'lock', 't60/unlock': 'unlock', sound: 'sound', 'battery-cover': 'battery_cover' },
};
const changes: Record<string, Partial<FakeVehicle>> = { lock: { driving_enabled: false }, unlock: { driving_enabled: true } };

const readBody = (request: FakeRequest): Record<string, unknown> => {
  try {
    return JSON.parse(request.body) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** The gateway API of either generation, with its token desk and its signed pushes, as the brand chapter states them. */
export const createSegwayFake = (options: SegwayFakeOptions) => {
  const { clock, client_id, client_secret, generation = 2, token_life_seconds = 43_199, range_key = 'remainingRange' } = options;
  const t60 = new Set(options.t60_unit_ids);
  const garage = createFakeGarage(options.vehicles, clock);
  const desk = createTokenDesk(clock, token_life_seconds);
  const prefix = generation === 1 ? '/api/vehicle' : '/api/v2/vehicle';
  let push_url: string | undefined;

  const succeed = (data?: unknown): FakeAnswer => ({
    status: 200,
    body: generation === 1 ? { success: true, message: '', code: 0, data } : { code: 0, msg: 'Success', data },
  });
  /** HTTP 200 all the same. The vendor's list of codes is not published; these are made up. */
  const fail = (code: number, text: string): FakeAnswer => ({
    status: 200,
    body: generation === 1 ? { success: false, message: text, code } : { code, msg: text },
  });

  const issueToken = ({ body }: FakeRequest): FakeAnswer => {
    const form = new URLSearchParams(body);
    const known = form.get('client_id') === client_id && form.get('client_secret') === client_secret;
    if (!known || form.get('grant_type') !== 'client_credentials') return invalid_client;
    return { status: 200, body: { access_token: desk.issue(), token_type: 'bearer', expires_in: token_life_seconds, scope: 'all' } };
  };

  const takeOrder = (request: FakeRequest, path: string, inert: boolean): FakeAnswer => {
    const order = orders[generation][path];
    const { iotCode, vehicleCode } = readBody(request);
    const vehicle = garage.find(String(iotCode));
    if (!order || !vehicle) return fail(4004, 'unknown vehicle or order');
    if (generation === 1 && !vehicleCode) return fail(4000, 'vehicleCode missing');
    if (order in changes && t60.has(vehicle.unit_id) !== path.startsWith('t60/')) return fail(4009, 'wrong path for this model');
    if (!vehicle.online) return fail(5040, 'vehicle offline');
    if (!inert) garage.actuate(vehicle, order, changes[order] ?? {});
    return succeed();
  };

  const query = ({ path, query: parameters }: FakeRequest): FakeAnswer => {
    const vehicle = garage.find(parameters.get('iotCode') ?? '');
    if (!vehicle) return fail(4004, 'unknown vehicle');
    const status = statusFields(vehicle, range_key);
    if (generation === 1) return succeed({ ...status, ...locationFields(vehicle, 'gpsUTCTime') });
    return succeed(path.endsWith('/location') ? locationFields(vehicle, 'gpsUTCTime') : status);
  };

  const answer = (request: FakeRequest, inert: boolean): FakeAnswer => {
    if (request.path === '/oauth/token') return request.method === 'POST' ? issueToken(request) : { status: 405 };
    const token = request.headers.authorization?.replace(/^bearer /i, '') ?? '';
    if (!desk.accepts(token)) return { status: 401, body: { error: 'invalid_token' } };
    const control = `${prefix}/control/`;
    if (request.path.startsWith(control) && request.method === 'POST') return takeOrder(request, request.path.slice(control.length), inert);
    const queries = generation === 1 ? ['/query/get'] : ['/query/current/status', '/query/current/location'];
    if (request.method === 'GET' && queries.some((path) => request.path === prefix + path)) return query(request);
    return { status: 404, body: { error: 'no such path' } };
  };

  const kindOf = ({ path }: FakeRequest): CallKind => {
    if (path === '/oauth/token') return 'token';
    return path.includes('/control/') ? 'command' : 'read';
  };

  const push = async (unit_id: string, message: 'status' | 'location', variation: PushVariation = {}) => {
    const vehicle = garage.find(unit_id);
    if (!push_url || !vehicle) throw new RangeError('Register a push URL and name a known vehicle first');
    const location = locationFields(vehicle, 'gpsUtcTime');
    const status = statusFields(vehicle, range_key);
    const fields = generation === 1 ? { ...status, ...location } : message === 'status' ? status : location;
    const whole = { iotCode: unit_id, platformCode: client_id, ...fields };
    return deliverPush(push_url, push_paths[generation][message], whole, client_secret, variation);
  };

  const { listen, close, ...faults } = createHttpFake({ clock, kindOf, answer });
  return {
    listen,
    close,
    control: {
      ...faults,
      setState: garage.setState,
      goOffline: garage.goOffline,
      actuations: garage.actuations,
      revokeTokens: desk.revokeAll,
      issuedTokens: desk.issuedCount,
      /** The base URL that the customer registers with the vendor. */
      registerPushUrl: (url: string) => {
        push_url = url;
      },
      push,
    },
  };
};
