import { encode } from 'next-auth/jwt';
import { cloudboxx_models } from '#lib/catalogue/models/cloudboxx.ts';
import { niu_models } from '#lib/catalogue/models/niu.ts';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import {
  type Actor,
  allows,
  type Permission,
  type PresetName,
  permissions,
  preset_names,
  presetIdOf,
  presetPermissions,
} from '#lib/domain/access.ts';
import { NewVehicle, type Vehicle } from '#lib/domain/vehicle.ts';
import { nowAt } from '#server/app.ts';
import { readSessionKey } from '#server/auth/keys.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { session_lifetime_ms } from '#server/auth/sign-in.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId, newId, newShortId, newToken } from '#server/ids.ts';
import { createVehicle } from '#server/services/create-vehicle.ts';
import { createCredentials } from '#server/services/credentials.ts';
import { findFleet, insertFleet, insertMembership, insertSession, insertUser, updateFleet } from '#server/store/access.ts';
import { findLastClientNumber, insertApiClient, insertApiToken } from '#server/store/api-clients.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from './app.fixture.ts';

export const models = {
  niu: niu_models[0]?.id ?? '',
  niu_plain: niu_models[3]?.id ?? '',
  cloudboxx: cloudboxx_models[0]?.id ?? '',
  teltonika: teltonika_models[0]?.id ?? '',
  okai: okai_models[0]?.id ?? '',
};

let last_unit = 0;
/** A unit id that no other vehicle of this run has. */
export const nextUnit = (brand: 'NIU' | 'CLOUDBOXX' | 'TELTONIKA'): string => {
  last_unit += 1;
  const number = String(last_unit);
  if (brand === 'TELTONIKA') return `35${number.padStart(13, '0')}`;
  return brand === 'NIU' ? `NBSG${number.padStart(12, '0')}` : number.padStart(16, '0');
};

export interface Person {
  actor: Actor;
  session_id: string;
  cookie: string;
}

export interface ApiClient {
  client_id: string;
  client_secret: string;
  token: string;
}

const addPerson = async ({ app }: TestApp, fleet_id: string, preset: PresetName): Promise<Person> => {
  const [user_id, session_id] = [newId(), newId()];
  const now = nowAt(app);
  const email = `${user_id.toLowerCase()}@motorpool.example`;
  const granted = presetPermissions(preset);
  await write(app, async (tx) => {
    await insertUser(tx, { id: user_id, email, name: preset, password_hash: null, version: 1, created_at: now, disabled_at: null });
    await insertMembership(tx, {
      user_id,
      fleet_id,
      preset,
      preset_id: presetIdOf(preset),
      permissions: JSON.stringify(granted),
      created_at: now,
    });
    const expires_at = new Date(app.clock() + session_lifetime_ms).toISOString();
    const session = {
      user_id,
      user_version: 1,
      created_at: now,
      last_seen_at: now,
      expires_at,
      revoked_at: null,
      user_agent: 'test',
      fleet_id: null,
    };
    await insertSession(tx, { id: session_id, ...session });
  });
  const secret = readSessionKey(dataPaths(app.config.data_dir).keys);
  const cookie = `${sessionCookie(app.config.app_url).name}=${await encode({ token: { session_id }, secret, maxAge: 3600 })}`;
  const actor: Actor = { type: 'USER', id: user_id, name: preset, email, preset, fleet_id, permissions: granted, flow_id: newFlowId() };
  return { actor, session_id, cookie };
};

const addClient = async ({ app }: TestApp, fleet_id: string, granted: readonly Permission[]): Promise<ApiClient> => {
  const [client_secret, token] = [newToken(), newToken()];
  const [secret_hash, permissions, created_at] = [tokenHash(client_secret), JSON.stringify(granted), nowAt(app)];
  const client_id = await write(app, async (tx) => {
    const number = (await findLastClientNumber(tx, fleet_id)) + 1;
    const id = `${fleet_id}#cl${number}`;
    await insertApiClient(tx, { id, fleet_id, name: `Client ${number}`, secret_hash, permissions, created_at });
    const expires_at = new Date(app.clock() + 900_000).toISOString();
    await insertApiToken(tx, { token_hash: tokenHash(token), client_id: id, fleet_id, secret_hash, permissions, created_at, expires_at });
    return id;
  });
  return { client_id, client_secret, token };
};

type VehicleParts = Partial<Omit<NewVehicle, 'telematics_unit'>> & { unit?: NewVehicle['telematics_unit'] };

/** A fleet of its own with a person of each preset. */
export const makeFleet = async (test: TestApp) => {
  const { app } = test;
  const fleet_id = newShortId();
  await write(app, (tx) =>
    insertFleet(tx, { id: fleet_id, name: `Fleet ${fleet_id}`, time_zone: 'UTC', settings: '{}', created_at: nowAt(app) }),
  );
  const people = {} as Record<PresetName, Person>;
  for (const preset of preset_names) people[preset] = await addPerson(test, fleet_id, preset);
  const { actor } = people['Fleet Manager'];

  const unitOf = {
    teltonika: (id = nextUnit('TELTONIKA')) => ({ id, brand: 'TELTONIKA', setup: { vehicle_model_id: models.teltonika } }),
    /** Its password is as unlike all others as its id. */
    okai: (id = nextUnit('TELTONIKA')) => ({
      id,
      brand: 'OKAI',
      setup: { vehicle_model_id: models.okai },
      authentication: { password: `Pw${id}` },
    }),
    niu: (credentials_id: string, id = nextUnit('NIU'), extensions: string[] = []) => ({
      id,
      brand: 'NIU',
      setup: { vehicle_model_id: models.niu, extensions },
      authentication: { credentials_id },
    }),
  };
  return {
    fleet_id,
    people,
    /** The Fleet Manager: may do everything that a person may. */
    actor,
    unitOf,
    /** Someone of the fleet who may: the Fleet Manager where he does. */
    personWho: (permission: Permission | 'any' | undefined): Person => {
      const may = (person: Person) => !permission || permission === 'any' || allows(person.actor.permissions, permission);
      return [people['Fleet Manager'], ...Object.values(people)].find(may) ?? people['Fleet Manager'];
    },
    addPerson: (preset: PresetName) => addPerson(test, fleet_id, preset),
    addClient: (granted: readonly Permission[] = permissions) => addClient(test, fleet_id, granted),
    addVehicle: ({ unit = unitOf.teltonika(), ...parts }: VehicleParts = {}): Promise<Vehicle> =>
      createVehicle(app, { ...actor, flow_id: newFlowId() }, NewVehicle.parse({ telematics_unit: unit, ...parts })),
    addCredentials: async (brand = 'NIU', name = `Set ${newId()}`, more: Record<string, string> = {}): Promise<string> => {
      const fields: Record<string, Record<string, string>> = {
        NIU: { client_id: 'me', client_secret: 'niu-secret', base_url: 'https://niu.example' },
        CLOUDBOXX: { api_key: 'key' },
      };
      const body = { name, ...fields[brand], ...more };
      const { id } = await createCredentials(app, actor, { params: { brand }, query: {}, body });
      return id;
    },
  };
};
export type TestFleet = Awaited<ReturnType<typeof makeFleet>>;

const nameAsPartner = async (tx: Query, fleet_id: string, partner_fleet_id: string) => {
  const fleet = await findFleet(tx, fleet_id);
  const settings = JSON.parse(fleet?.settings ?? '{}');
  const sharing_partners = [...(settings.sharing_partners ?? []), partner_fleet_id];
  await updateFleet(tx, fleet_id, { settings: JSON.stringify({ ...settings, sharing_partners }) });
};

/** Lets two fleets share vehicles with each other. */
export const befriend = (test: TestApp, fleet_id: string, other_id: string): Promise<void> =>
  write(test.app, async (tx) => {
    await nameAsPartner(tx, fleet_id, other_id);
    await nameAsPartner(tx, other_id, fleet_id);
  });

/** A new fleet without people that this one may share vehicles with. */
export const addPartner = async (test: TestApp, fleet_id: string): Promise<string> => {
  const id = newShortId();
  await write(test.app, (tx) =>
    insertFleet(tx, { id, name: `Partner ${id}`, time_zone: 'UTC', settings: '{}', created_at: nowAt(test.app) }),
  );
  await befriend(test, fleet_id, id);
  return id;
};
