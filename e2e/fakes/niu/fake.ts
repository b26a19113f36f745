import assumed_profile from '#lib/catalogue/profiles/niu-assumed-1.json' with { type: 'json' };
import type { CommandCapability } from '#lib/domain/command.ts';
import { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { createFakeGarage, type FakeVehicle } from '../fake-vehicle.ts';
import { createHttpFake, type FakeRequest } from '../http-fake.ts';
import type { CallKind, FakeAnswer } from '../http-fault.ts';
import { envelope, stateData, writeAt } from './profile-answer.ts';

export interface NiuFakeOptions {
  clock: () => number;
  vehicles: readonly FakeVehicle[];
  client_id: string;
  client_secret: string;
  profile?: VendorProfile;
  token_life_seconds?: number;
  page_size?: number;
  /** Which of the profile's spellings of the position is used; 0 is the first. */
  position_spelling?: number;
}

const changes: Partial<Record<CommandCapability, Partial<FakeVehicle>>> = {
  ENABLE_DRIVING: { driving_enabled: true, ignition: true },
  DISABLE_DRIVING: { driving_enabled: false, ignition: false },
  UNLOCK_TOP_CASE: { top_case_locked: false },
  LOCK_TOP_CASE: { top_case_locked: true },
};

/** Reads the placeholders of a call's path out of a real address; undefined when it is another call. */
const matchCall = (call: { method: string; path: string }, { method, path, query }: FakeRequest): Record<string, string> | undefined => {
  if (method !== call.method) return undefined;
  const source = call.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{([a-z_]+)\}/g, '(?<$1>[^/?&]+)');
  const found = new RegExp(`^${source}$`).exec(query.size > 0 ? `${path}?${query}` : path);
  if (!found) return undefined;
  return Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
};

const readFields = ({ body, headers }: FakeRequest): Record<string, unknown> => {
  if (headers['content-type']?.includes('form')) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** A cloud that speaks whatever the profile says. */
export const createNiuFake = (options: NiuFakeOptions) => {
  const {
    clock,
    profile = VendorProfile.parse(assumed_profile),
    token_life_seconds = 3_600,
    page_size = 50,
    position_spelling = 0,
  } = options;
  const garage = createFakeGarage(options.vehicles, clock);
  const tokens = new Map<string, number>();
  let issued = 0;

  const fail = (code: unknown, text: string): FakeAnswer => ({ status: 200, body: envelope(profile, { code, text }) });
  const succeed = (data: Record<string, unknown>): FakeAnswer => ({ status: 200, body: envelope(profile, { data }) });

  const issueToken = (request: FakeRequest): FakeAnswer => {
    const wanted = Object.entries(profile.token.body).map(([name, text]) => [
      name,
      text.replace('{client_id}', options.client_id).replace('{client_secret}', options.client_secret),
    ]);
    const given = readFields(request);
    if (!wanted.every(([name = '', value]) => given[name] === value)) return { status: profile.token.invalidStatus[0] ?? 401, body: {} };
    issued += 1;
    tokens.set(`fake-token-${issued}`, clock() + token_life_seconds * 1_000);
    const body: Record<string, unknown> = {};
    writeAt(body, profile.token.accessToken, `fake-token-${issued}`);
    writeAt(body, profile.token.expiresIn, token_life_seconds);
    return { status: 200, body };
  };

  const isSignedIn = ({ headers }: FakeRequest): boolean => {
    const given = headers[profile.auth.header.toLowerCase()];
    return [...tokens].some(([token, end_ms]) => end_ms > clock() && given === profile.auth.value.replace('{token}', token));
  };

  const listPage = (page: number): FakeAnswer => {
    const data: Record<string, unknown> = {};
    const items = garage.list().slice((page - 1) * page_size, page * page_size);
    writeAt(
      data,
      profile.list.items,
      items.map(({ unit_id }) => {
        const item: Record<string, unknown> = {};
        writeAt(item, profile.list.unit, unit_id);
        if (profile.list.model) writeAt(item, profile.list.model, 'N1');
        return item;
      }),
    );
    if (profile.list.total) writeAt(data, profile.list.total, garage.list().length);
    return succeed(data);
  };

  const takeCommand = (unit_id: string, request: FakeRequest, inert: boolean): FakeAnswer => {
    const vehicle = garage.find(unit_id);
    if (!vehicle) return { status: 404, body: {} };
    const given = readFields(request);
    const found = Object.entries(profile.command.bodies).find(([, body]) => JSON.stringify(body) === JSON.stringify(given));
    if (!found) return fail(1000, 'unknown command');
    if (!vehicle.online) return fail(1200, 'vehicle offline');
    if (!inert) garage.actuate(vehicle, found[0], changes[found[0] as CommandCapability] ?? {});
    return succeed({});
  };

  const endedSession = (): FakeAnswer => {
    const code = profile.envelope.expired[0];
    return code === undefined ? { status: 401, body: {} } : fail(code, 'session ended');
  };

  const readState = (unit_id: string): FakeAnswer => {
    const vehicle = garage.find(unit_id);
    return vehicle ? succeed(stateData(vehicle, profile, position_spelling)) : { status: 404, body: {} };
  };

  const answer = (request: FakeRequest, inert: boolean): FakeAnswer => {
    if (matchCall(profile.token, request)) return issueToken(request);
    if (!isSignedIn(request)) return endedSession();
    const list = matchCall(profile.list, request);
    if (list) return listPage(Number(list.page ?? 1));
    const state = matchCall(profile.state, request);
    if (state) return readState(state.sn ?? '');
    const command = matchCall(profile.command, request);
    return command ? takeCommand(command.sn ?? '', request, inert) : { status: 404, body: {} };
  };

  const kindOf = ({ method, path }: FakeRequest): CallKind => {
    if (path === profile.token.path) return 'token';
    return method === profile.command.method ? 'command' : 'read';
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
      endSessions: () => tokens.clear(),
      issuedTokens: () => issued,
    },
  };
};
