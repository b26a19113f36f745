import { type Actor, allows, asksSecondFactor, mayBeOfClients, type Permission } from '#lib/domain/access.ts';
import { type App, nowAt } from '#server/app.ts';
import { findLiveSession, findSupportSession, touchSession } from '#server/store/access.ts';
import { findLiveToken, updateApiClient } from '#server/store/api-clients.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { write } from '#server/store/write.ts';
import { sessionIdOf } from './next-auth.ts';
import { sessionCookie } from './session-cookie.ts';
import { tokenHash } from './token-hash.ts';

export const idle_ms = 30 * 60_000;
const touch_ms = 60_000;
/** A revoked token is refused after this time at the latest, by every web process: each remembers for itself, and none for longer. */
const cache_ms = 3_000;
const cache_limit = 10_000;

export type Identity = Omit<Actor, 'flow_id'>;
type Memory = Map<string, { identity: Identity | undefined; until_ms: number }>;
const memories = new WeakMap<App, Memory>();

const memoryOf = (app: App): Memory => {
  const memory: Memory = memories.get(app) ?? new Map();
  memories.set(app, memory);
  return memory;
};

/** Counted from the question: an answer that was long on its way is no younger for it. */
const remember = async (app: App, key: string, find: () => Promise<Identity | undefined>): Promise<Identity | undefined> => {
  const remembered = memoryOf(app);
  const known = remembered.get(key);
  const asked_ms = app.clock();
  if (known && known.until_ms > asked_ms) return known.identity;
  const identity = await find();
  if (remembered.size >= cache_limit) remembered.clear();
  remembered.set(key, { identity, until_ms: asked_ms + cache_ms });
  return identity;
};

/** In the fleet that is asked for, or was chosen: as one of its people, else under support access; else in the first of his own. */
const findSession = async (app: App, session_id: string, fleet_id: string | undefined) => {
  const session = { session_id, now: nowAt(app), idle_since: new Date(app.clock() - idle_ms).toISOString() };
  const own = await findLiveSession(app.db.read, { ...session, fleet_id });
  const wanted = fleet_id ?? own?.chosen_fleet_id;
  if (!wanted || own?.fleet_id === wanted) return own;
  return (await findSupportSession(app.db.read, { ...session, fleet_id: wanted })) ?? own;
};

const findPerson = async (app: App, session_id: string, fleet_id: string | undefined): Promise<Identity | undefined> => {
  const row = await findSession(app, session_id, fleet_id);
  if (!row) return undefined;
  if (app.clock() - Date.parse(row.last_seen_at) > touch_ms) await write(app, (tx) => touchSession(tx, session_id, nowAt(app)));
  const held: Permission[] = JSON.parse(row.permissions);
  const { second_factor_required } = readFleetRules(row.settings);
  const due = second_factor_required && row.second_factor_at === null && asksSecondFactor(held);
  return {
    type: 'USER',
    id: row.user_id,
    name: row.name,
    email: row.email,
    ...('preset' in row && row.preset && { preset: row.preset }),
    fleet_id: row.fleet_id,
    permissions: due ? [] : held,
    ...(due && { second_factor_due: true }),
    session_id,
    ...('grant_id' in row && { support_grant: { id: row.grant_id, reason: row.reason, expires_at: row.expires_at } }),
  };
};

const findClient = async (app: App, token_hash: string): Promise<Identity | undefined> => {
  const row = await findLiveToken(app.db.read, token_hash, nowAt(app));
  if (!row) return undefined;
  const last_used_ms = row.last_used_at ? Date.parse(row.last_used_at) : 0;
  if (app.clock() - last_used_ms > touch_ms) await write(app, (tx) => updateApiClient(tx, row.client_id, { last_used_at: nowAt(app) }));
  const client_permissions = (JSON.parse(row.client_permissions) as Permission[]).filter(mayBeOfClients);
  const scope: Permission[] = JSON.parse(row.permissions);
  return {
    type: 'API_CLIENT',
    id: row.client_id,
    name: row.name,
    fleet_id: row.fleet_id,
    permissions: scope.filter((permission) => allows(client_permissions, permission)),
    client_permissions,
  };
};

/**
 * Who holds this sign-in cookie, as long as the session row stands; in the fleet named here, else in the one chosen. Read anew each time: whoever
 * switches fleets must not meet a process that remembers the old one.
 */
export const findActorByCookie = async (app: App, cookie_value: string, flow_id: string, fleet_id?: string): Promise<Actor | undefined> => {
  const session_id = await sessionIdOf(app, cookie_value);
  if (!session_id) return undefined;
  const identity = await findPerson(app, session_id, fleet_id);
  return identity && { ...identity, flow_id };
};

/** Which API client holds this access token. */
export const findActorByToken = async (app: App, token: string, flow_id: string): Promise<Actor | undefined> => {
  const token_hash = tokenHash(token);
  const identity = await remember(app, token_hash, () => findClient(app, token_hash));
  return identity && { ...identity, flow_id };
};

/** The same as far as it is remembered, without a wait. */
export const rememberedClient = (app: App, token_hash: string): Identity | undefined => {
  const known = memoryOf(app).get(token_hash);
  return known && known.until_ms > app.clock() ? known.identity : undefined;
};

export const sessionCookieValue = (app: App, cookie_header: string | undefined): string | undefined => {
  const wanted = `${sessionCookie(app.config.app_url).name}=`;
  const found = cookie_header?.split('; ').find((pair) => pair.startsWith(wanted));
  return found?.slice(wanted.length);
};

export const holds = (actor: Actor, permission: Permission): boolean => allows(actor.permissions, permission);
