import { createFakeGarage, type FakeVehicle } from '../fake-vehicle.ts';
import { createHttpFake, type FakeRequest } from '../http-fake.ts';
import type { FakeAnswer } from '../http-fault.ts';
import { statusOf } from './status.ts';

export interface CloudboxxFakeOptions {
  clock: () => number;
  vehicles: readonly FakeVehicle[];
  api_keys: readonly string[];
  /** Deployments differ in both. */
  with_count?: boolean;
  id_field?: 'id' | 'qnr';
}

type LockWord = 'locked' | 'unlocked';
const lock_words: readonly unknown[] = ['locked', 'unlocked'];
const isLockWord = (value: unknown): value is LockWord => lock_words.includes(value);

const refuse = (status: number, error: string): FakeAnswer => ({ status, body: { error } });

/** Exactly this spelling of the header; Basic authentication is not offered. */
const hasKey = ({ raw_header_names, headers }: FakeRequest, api_keys: readonly string[]): boolean =>
  raw_header_names.includes('X-CloudBoxx-ApiKey') && api_keys.includes(headers['x-cloudboxx-apikey'] ?? '');

const readBody = (request: FakeRequest): Record<string, unknown> => {
  try {
    return JSON.parse(request.body) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** The CloudBoxx device API as its brand chapter states it. A lock with the ignition on claims success and does nothing. */
export const createCloudboxxFake = ({ clock, vehicles, api_keys, with_count = true, id_field = 'id' }: CloudboxxFakeOptions) => {
  const garage = createFakeGarage(vehicles, clock);
  const hidden = new Set<string>();
  const events: { device: string; created_at: string; status: Record<string, unknown> }[] = [];

  const visibleStatus = (vehicle: FakeVehicle, claimed: Record<string, unknown> = {}) =>
    Object.fromEntries(Object.entries({ ...statusOf(vehicle), ...claimed }).filter(([field]) => !hidden.has(field)));

  const apply = (vehicle: FakeVehicle, wanted: { central_lock?: LockWord; immobilizer?: LockWord }, inert: boolean) => {
    const dead_lock = vehicle.ignition && wanted.central_lock === 'locked';
    if (inert || dead_lock) return;
    garage.actuate(vehicle, JSON.stringify(wanted), {
      ...(wanted.central_lock && { locked: wanted.central_lock === 'locked' }),
      ...(wanted.immobilizer && { driving_enabled: wanted.immobilizer === 'unlocked' }),
    });
    events.push({ device: vehicle.unit_id, created_at: new Date(clock()).toISOString(), status: statusOf(vehicle) });
  };

  const listDevices = ({ query }: FakeRequest): FakeAnswer => {
    const offset = Number(query.get('offset') ?? 0);
    const page = garage.list().slice(offset, offset + Number(query.get('limit') ?? 100));
    const data = page.map(({ unit_id }) => ({ [id_field]: unit_id }));
    return { status: 200, body: { ...(with_count && { count: garage.list().length }), data } };
  };

  const writeStatus = (vehicle: FakeVehicle, request: FakeRequest, inert: boolean): FakeAnswer => {
    const { central_lock, immobilizer } = readBody(request);
    const wanted = { ...(isLockWord(central_lock) && { central_lock }), ...(isLockWord(immobilizer) && { immobilizer }) };
    if (Object.keys(wanted).length === 0) return refuse(400, 'nothing to change');
    apply(vehicle, wanted, inert);
    return { status: 200, body: visibleStatus(vehicle, wanted) };
  };

  const writeLock = (vehicle: FakeVehicle, field: 'central_lock' | 'immobilizer', request: FakeRequest, inert: boolean): FakeAnswer => {
    const { state } = readBody(request);
    if (!isLockWord(state)) return refuse(400, 'state must be locked or unlocked');
    apply(vehicle, { [field]: state }, inert);
    return { status: 200, body: { state } };
  };

  const answerDevice = (vehicle: FakeVehicle, resource: string, request: FakeRequest, inert: boolean): FakeAnswer => {
    if (resource === 'status') {
      if (request.method === 'PATCH') return writeStatus(vehicle, request, inert);
      return request.method === 'GET' ? { status: 200, body: visibleStatus(vehicle) } : refuse(405, 'method not allowed');
    }
    const field = resource === 'immobilizer' ? 'immobilizer' : 'central_lock';
    if (request.method === 'PUT') return writeLock(vehicle, field, request, inert);
    return request.method === 'GET' ? { status: 200, body: { state: statusOf(vehicle)[field] } } : refuse(405, 'method not allowed');
  };

  const answer = (request: FakeRequest, inert: boolean): FakeAnswer => {
    if (!hasKey(request, api_keys)) return refuse(401, 'unauthorized');
    const path = request.path.replace(/^\/api/, '');
    if (request.method === 'GET' && path === '/devices') return listDevices(request);
    if (request.method === 'GET' && path === '/events') {
      return { status: 200, body: { data: events.filter(({ device }) => device === request.query.get('device')) } };
    }
    const [, qnr = '', resource = ''] = /^\/devices\/([^/]+)\/(status|central-lock|immobilizer)$/.exec(path) ?? [];
    const vehicle = garage.find(decodeURIComponent(qnr));
    if (!vehicle) return refuse(404, 'unknown device');
    return vehicle.online ? answerDevice(vehicle, resource, request, inert) : refuse(504, 'device did not answer');
  };

  const kindOf = ({ method }: FakeRequest) => (method === 'GET' ? ('read' as const) : ('command' as const));
  const { listen, close, ...faults } = createHttpFake({ clock, kindOf, answer });
  return {
    /** Resolves to the base URL, path included. */
    listen: async (port?: number) => `${await listen(port)}/api`,
    close,
    control: {
      ...faults,
      setState: garage.setState,
      goOffline: garage.goOffline,
      actuations: garage.actuations,
      /** Fields that the car leaves out of its status from now on. */
      hideFields: (...fields: string[]) => void fields.forEach((field) => void hidden.add(field)),
      showFields: (...fields: string[]) => void fields.forEach((field) => void hidden.delete(field)),
    },
  };
};
