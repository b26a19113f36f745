import { randomBytes } from 'node:crypto';
import { type Actor, type Permission, type PresetName, permissions, presetIdOf, presetPermissions } from '#lib/domain/access.ts';
import { type App, nowAt } from '#server/app.ts';
import { hashPassword } from '#server/auth/password.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId, newId, newShortId, newToken } from '#server/ids.ts';
import { insertFleet, insertMembership, insertUser } from '#server/store/access.ts';
import { insertApiClient } from '#server/store/api-clients.ts';
import type { SeededClient, SeededPerson } from './access-file.ts';

/** Who writes what a seed makes. */
export const seedActor = (fleet_id: string): Actor => ({
  type: 'SYSTEM',
  id: 'seed',
  name: 'Seed',
  fleet_id,
  permissions,
  flow_id: newFlowId(),
});

/** A fleet without vehicles; gives its id. */
export const seedFleet = async (app: App, tx: Query, name: string): Promise<string> => {
  const id = newShortId();
  await insertFleet(tx, { id, name, time_zone: 'America/Montevideo', settings: '{}', created_at: nowAt(app) });
  return id;
};

/** A person named by role, with a random password that only the access file tells. */
export const seedPerson = async (
  app: App,
  tx: Query,
  fleet_id: string,
  person: { scenario: string; role: string; preset: PresetName; permissions?: readonly Permission[] },
) => {
  const { scenario, role, preset, permissions: granted = presetPermissions(preset) } = person;
  const preset_id = person.permissions ? null : presetIdOf(preset);
  const password = randomBytes(12).toString('base64url');
  const name = `${scenario} ${role}`;
  const email = `${role}@${scenario.toLowerCase()}.example`;
  const id = newId();
  const password_hash = await hashPassword(password);
  const created_at = nowAt(app);
  await insertUser(tx, { id, email, name, password_hash, version: 1, created_at, disabled_at: null });
  await insertMembership(tx, { user_id: id, fleet_id, preset, preset_id, permissions: JSON.stringify(granted), created_at });
  return { name, email, password, preset } satisfies SeededPerson;
};

/** The `number`-th API client of the fleet. */
export const seedApiClient = async (
  app: App,
  tx: Query,
  fleet_id: string,
  client: { number: number; name: string; permissions: readonly Permission[] },
): Promise<SeededClient> => {
  const client_id = `${fleet_id}#cl${client.number}`;
  const client_secret = newToken();
  await insertApiClient(tx, {
    id: client_id,
    fleet_id,
    name: client.name,
    secret_hash: tokenHash(client_secret),
    permissions: JSON.stringify(client.permissions),
    created_at: nowAt(app),
  });
  return { client_id, client_secret };
};
