import { createFakeGarage } from '../fake-vehicle.ts';
import { createHttpFake, type FakeRequest } from '../http-fake.ts';
import type { CallKind, FakeAnswer } from '../http-fault.ts';
import { createTokenDesk } from './accounts.ts';
import { createCarCommands, type ResultPlan } from './car-commands.ts';
import { createMessages } from './messages.ts';
import { type FakeCar, positionSignals, services, signalsOf } from './signals.ts';
import { vendorProblem as problem } from './vendor-problem.ts';

export interface MercedesBenzFakeOptions {
  clock: () => number;
  vehicles: readonly FakeCar[];
  client_id: string;
  client_secret: string;
  /** Where messages go: a log in memory, or a real broker. */
  send: (message: string) => void;
  token_life_seconds?: number;
  accepts?: 'body' | 'basic' | 'both';
  /** Registered with the account, services active, from the start. */
  registered?: readonly string[];
  /** Milliseconds from the 202 to its result. */
  result_after_ms?: number | ((vin: string) => number);
  /** Milliseconds until ordered services are active; as long as a result unless said otherwise. */
  activation_after_ms?: (vin: string) => number;
}

interface Registration {
  services: Map<string, string>;
}

const vehicles_path = '/api/v1/accounts/vehicles';
const readBody = ({ body }: FakeRequest): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
const listOf = (body: unknown): Record<string, unknown>[] => (Array.isArray(body) ? body : []);

/** The vendor's token server, REST interface and stream of messages, as the brand's chapter states them. */
export const createMercedesBenzFake = (options: MercedesBenzFakeOptions) => {
  const { clock, client_id, client_secret, send, token_life_seconds = 3_599, accepts = 'both', result_after_ms = 0 } = options;
  const garage = createFakeGarage(options.vehicles, clock);
  const desk = createTokenDesk({ clock, client_id, client_secret, token_life_seconds, accepts });
  const messages = createMessages(clock);
  const registered = new Map<string, Registration>();
  const held: (() => void)[] = [];
  const holds = { services: false, registrations: false };
  const without_connectivity = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();

  const resultAfter = (vin: string): number => (typeof result_after_ms === 'number' ? result_after_ms : result_after_ms(vin));
  const activationAfter = options.activation_after_ms ?? resultAfter;

  const after = (wait_ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, wait_ms);
    timers.add(timer);
  };
  const allActive = (): Registration => ({ services: new Map(services.map(({ id }) => [id, 'ACTIVE'])) });
  for (const vin of options.registered ?? []) registered.set(vin, allActive());

  const report = (vin: string, { split_position = false } = {}): void => {
    const car = garage.find(vin) as FakeCar | undefined;
    if (!car?.online || !registered.has(vin)) return;
    const [latitude, longitude] = positionSignals(car);
    send(messages.signals(vin, split_position ? [...signalsOf(car), latitude] : [...signalsOf(car), latitude, longitude]));
    if (split_position) send(messages.signals(vin, [longitude]));
  };

  const register = (request: FakeRequest): FakeAnswer => {
    for (const { vin } of listOf(readBody(request))) {
      const known = garage.find(String(vin)) !== undefined;
      const finish = () => {
        if (known && !registered.has(String(vin))) registered.set(String(vin), { services: new Map() });
        const error = { code: 'VIN_REGISTRATION_NOT_POSSIBLE', message: 'No such car' };
        send(known ? messages.registration(String(vin), 'SUCCESSFUL') : messages.registration(String(vin), 'FAILED', [error]));
      };
      if (holds.registrations) held.push(finish);
      else after(resultAfter(String(vin)), finish);
    }
    return { status: 201 };
  };
  const unregister = (request: FakeRequest): FakeAnswer => {
    const gone = listOf(readBody(request)).filter(({ vin }) => registered.delete(String(vin)));
    return gone.length > 0 ? { status: 200 } : problem(404, '/error/data-not-found', { detail: 'Vehicle not found.' });
  };

  const order = (request: FakeRequest): FakeAnswer => {
    for (const entry of listOf(readBody(request))) {
      const vin = String(entry.vin);
      const registration = registered.get(vin);
      if (!registration) return problem(404, '/error/data-not-found', { vin });
      const ids = listOf(entry.services).map(({ serviceId }) => String(serviceId));
      for (const id of ids) if (registration.services.get(id) !== 'ACTIVE') registration.services.set(id, 'ACTIVATION_PENDING');
      const finish = () => {
        for (const id of ids) registration.services.set(id, 'ACTIVE');
        send(
          messages.serviceStatus(
            vin,
            ids.map((serviceId) => ({ serviceId, status: 'ACTIVE' })),
          ),
        );
        report(vin);
      };
      if (holds.services) held.push(finish);
      else after(ids.every((id) => registration.services.get(id) === 'ACTIVE') ? resultAfter(vin) : activationAfter(vin), finish);
    }
    return { status: 202 };
  };

  const compatibilities = (vin: string): FakeAnswer => {
    const car = garage.find(vin) as FakeCar | undefined;
    if (!car) return problem(404, '/error/data-not-found', { vin });
    const offered = services.map(({ id, name }) => ({
      serviceId: id,
      serviceName: name,
      available: id !== '1004' || car.electric === true,
    }));
    return { status: 200, body: { vin, vehicleProvidesConnectivity: !without_connectivity.has(vin), services: offered } };
  };
  const serviceStatuses = (vin: string): FakeAnswer => {
    const registration = registered.get(vin);
    if (!registration) return problem(404, '/error/data-not-found', { vin });
    const given = [...registration.services].map(([serviceId, status]) => ({
      serviceId,
      status,
      orderTime: new Date(clock()).toISOString(),
    }));
    return { status: 200, body: { vin, deltaPush: false, services: given } };
  };
  const details: FakeAnswer = {
    status: 200,
    body: {
      services: services.map(({ id, name, signals, commands }) => ({
        id,
        name,
        roles: ['FLEET_CONSENT_STANDARD'],
        signals: signals.map((signal) => ({ name: signal, dataType: 'string', mandatory: false, sendingBehaviour: ['ON_CHANGE'] })),
        commands: commands.map((command) => ({ name: command, mandatory: true })),
      })),
    },
  };

  const { take, plans } = createCarCommands({
    garage,
    messages,
    send,
    report,
    servicesOf: (vin) => registered.get(vin)?.services,
    soon: (vin, work) => after(resultAfter(vin), work),
    hold: (work) => void held.push(work),
  });

  const answerVehicle = (request: FakeRequest, inert: boolean): FakeAnswer => {
    const [, vin = '', rest = ''] = /^\/api\/v[12]\/(?:accounts\/)?vehicles\/([^/]+)\/(.+)$/.exec(request.path) ?? [];
    if (request.method === 'GET' && rest === 'compatibilities') return compatibilities(vin);
    if (request.method === 'GET' && rest === 'services') return serviceStatuses(vin);
    const [, name] = /^commands\/([a-z-]+)$/.exec(rest) ?? [];
    if (request.method === 'POST' && name) return take(vin, name, request, inert);
    return { status: 404, body: { error: 'no such path' } };
  };

  const routes: Record<string, (request: FakeRequest) => FakeAnswer> = {
    [`GET ${vehicles_path}`]: () => ({ status: 200, body: [...registered.keys()].map((vin) => ({ vin })) }),
    [`POST ${vehicles_path}`]: register,
    [`DELETE ${vehicles_path}`]: unregister,
    'POST /api/v2/accounts/vehicles/services': order,
    'GET /api/v2/accounts/services/details': () => details,
  };

  const answer = (request: FakeRequest, inert: boolean): FakeAnswer => {
    const { method, path, headers } = request;
    if (path === '/v1/token') return method === 'POST' ? desk.issue(request) : { status: 405 };
    if (!desk.accepts(headers.authorization?.replace(/^bearer /i, '') ?? '')) return problem(401, '/error/unauthorized', {});
    return routes[`${method} ${path}`]?.(request) ?? answerVehicle(request, inert);
  };

  const kindOf = ({ path }: FakeRequest): CallKind => (path === '/v1/token' ? 'token' : path.includes('/commands/') ? 'command' : 'read');

  const { listen, close, ...faults } = createHttpFake({ clock, kindOf, answer });
  return {
    listen,
    close: async (): Promise<void> => {
      for (const timer of timers) clearTimeout(timer);
      await close();
    },
    acceptsToken: desk.accepts,
    messages,
    control: {
      ...faults,
      actuations: garage.actuations,
      goOffline: garage.goOffline,
      setState: (vin: string, change: Partial<Omit<FakeCar, 'unit_id'>>) => {
        garage.setState(vin, change);
        report(vin);
      },
      report,
      /** Fates of the next commands, in their order; success when none is left. */
      plan: (...next: ResultPlan[]) => void plans.push(...next),
      holds,
      /** Lets happen what was held back. */
      release: () => {
        for (const work of held.splice(0)) work();
      },
      without_connectivity,
      isRegistered: (vin: string) => registered.has(vin),
      servicesOf: (vin: string) => registered.get(vin)?.services,
      revokeTokens: desk.revokeAll,
      issuedTokens: desk.issuedCount,
    },
  };
};
