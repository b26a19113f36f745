import { presetPermissions } from '#lib/domain/access.ts';
import { nowAt } from '#server/app.ts';
import { hashPassword } from '#server/auth/password.ts';
import { sealSeed } from '#server/auth/second-factor.ts';
import { session_lifetime_ms } from '#server/auth/sign-in.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { codeAt, newSeed } from '#server/auth/totp.ts';
import { newId, newShortId, newToken } from '#server/ids.ts';
import { inviteUser } from '#server/services/invitations.ts';
import { createPermissionPreset } from '#server/services/presets.ts';
import { createSupportGrant } from '#server/services/support-grants.ts';
import { insertFleet, insertSession, insertUser } from '#server/store/access.ts';
import { insertInvitation } from '#server/store/invitations.ts';
import { enableSecondFactor, startSecondFactor } from '#server/store/second-factors.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from './app.fixture.ts';
import type { TestFleet } from './fleet.fixture.ts';
import type { Sample } from './operation-samples.fixture.ts';

const password = 'the sentence before';
const hashes = new Map<string, Promise<string>>();
/** Made once: a hash takes longer than most tests. */
const hashOf = (text: string): Promise<string> => {
  const known = hashes.get(text) ?? hashPassword(text);
  hashes.set(text, known);
  return known;
};

/** Undoes what an earlier sample's call can have done to the fleet as a whole. */
export const settleFleet = async ({ app }: TestApp, { fleet_id }: TestFleet): Promise<void> => {
  await app.db.write.updateTable('fleets').set({ settings: '{}' }).where('id', '=', fleet_id).where('settings', '<>', '{}').execute();
  await app.db.write.updateTable('sessions').set({ fleet_id: null }).where('fleet_id', 'is not', null).execute();
};

/** Gives everybody, or one person alone, a known password and, where it is wanted, a second factor; tells its code of now. */
const prepareAccounts = async (test: TestApp, factor?: 'begun' | 'on', only?: string): Promise<string> => {
  const { app } = test;
  const [seed, created_at, password_hash] = [newSeed(), nowAt(app), await hashOf(password)];
  await write(app, async (tx) => {
    await tx.updateTable('users').set({ password_hash }).execute();
    const people = only ? [{ id: only }] : await tx.selectFrom('users').select('id').execute();
    for (const table of ['sign_in_attempts', 'second_factors', 'recovery_codes'] as const) await tx.deleteFrom(table).execute();
    if (!factor) return;
    for (const { id } of people) {
      const sealed_seed = sealSeed(app, seed, id);
      await startSecondFactor(tx, { user_id: id, sealed_seed, created_at, enabled_at: null, last_step: 0 });
      if (factor === 'on') await enableSecondFactor(tx, id, created_at);
    }
  });
  return codeAt(seed, app.clock());
};

export const peopleSamples = (test: TestApp, fleet: TestFleet) => {
  const { app } = test;
  const { actor } = fleet.people['Fleet Manager'];
  const user = async (part = '', body?: object): Promise<Sample> => ({
    path: `/users/${(await fleet.addPerson('Support')).actor.id}${part}`,
    ...(body && { body }),
  });
  const own = (path: string, bodyOf: (code: string) => object, factor?: 'begun' | 'on') => async (): Promise<Sample> => ({
    path,
    body: bodyOf(await prepareAccounts(test, factor)),
  });
  const invitation = async (): Promise<Sample> => {
    const body = { email: `${newId().toLowerCase()}@motorpool.example`, preset_id: 'support' };
    return { path: `/invitations/${(await inviteUser(app, actor, { params: {}, query: {}, body })).id}` };
  };
  const preset = async (body?: object): Promise<Sample> => {
    const made = await createPermissionPreset(app, actor, { params: {}, query: {}, body: { name: newId(), permissions: [] } });
    return { path: `/permission-presets/${made.id}`, ...(body && { body }) };
  };
  /** Has an account and belongs to no fleet that anybody here knows. */
  const helper = async () => {
    const id = newId();
    const email = `${id.toLowerCase()}@support.example`;
    const row = { id, email, name: 'Helper', password_hash: null, version: 1, created_at: nowAt(app), disabled_at: null };
    await write(app, (tx) => insertUser(tx, row));
    return row;
  };
  const support_grant = async (): Promise<Sample> => {
    const body = { email: (await helper()).email, reason: 'A sample', expires_in_minutes: 10 };
    return { path: `/support-grants/${(await createSupportGrant(app, actor, { params: {}, query: {}, body })).id}` };
  };
  const session = async (user_id: string): Promise<string> => {
    const { version } = await app.db.read.selectFrom('users').select('version').where('id', '=', user_id).executeTakeFirstOrThrow();
    const [id, now] = [newId(), nowAt(app)];
    const expires_at = new Date(app.clock() + session_lifetime_ms).toISOString();
    const row = { id, user_id, user_version: version, created_at: now, last_seen_at: now, expires_at, revoked_at: null };
    await write(app, (tx) => insertSession(tx, { ...row, user_agent: 'test', fleet_id: null }));
    return id;
  };
  const with_session = async (): Promise<Sample> => {
    const { id } = (await fleet.addPerson('Support')).actor;
    return { path: `/users/${id}/sessions/${await session(id)}` };
  };
  /** For the Fleet Manager, into a fleet that is new each time. */
  const joining = async (): Promise<Sample> => {
    const [token, fleet_id, now] = [newToken(), newShortId(), nowAt(app)];
    await write(app, async (tx) => {
      await insertFleet(tx, { id: fleet_id, name: 'Further', time_zone: 'UTC', settings: '{}', created_at: now });
      await insertInvitation(tx, {
        id: newId(),
        fleet_id,
        email: actor.email ?? '',
        name: null,
        job_title: null,
        preset: null,
        preset_id: null,
        permissions: JSON.stringify(presetPermissions('Support')),
        token_hash: tokenHash(token),
        invited_by_id: actor.id,
        invited_by_name: actor.name,
        created_at: now,
        expires_at: new Date(app.clock() + 60_000).toISOString(),
      });
    });
    return { path: '/me/fleets', body: { token } };
  };
  const plain = (path: string, body?: object) => async (): Promise<Sample> => ({ path, ...(body && { body }) });
  const new_password = 'a long sentence of my own';
  return {
    listInvitations: plain('/users/invitations?limit=2'),
    inviteUser: async () => ({
      path: '/users/invitations',
      body: { email: `${newId().toLowerCase()}@motorpool.example`, permissions: ['vehicles.ro'] },
    }),
    withdrawInvitation: invitation,
    listUsers: plain('/users?limit=2'),
    getUser: () => user(),
    updateUser: () => user('', { job_title: 'Night shift' }),
    setUserPermissions: () => user('/permissions', { preset_id: 'vehicle-maintenance' }),
    deleteUser: () => user(),
    listUserSessions: () => user('/sessions'),
    revokeUserSession: with_session,
    resetUserSecondFactor: async () => {
      const { id } = (await fleet.addPerson('Support')).actor;
      await prepareAccounts(test, 'on', id);
      return { path: `/users/${id}/second-factor` };
    },
    createPasswordReset: () => user('/password-resets'),
    listPermissionPresets: plain('/permission-presets'),
    createPermissionPreset: async () => ({ path: '/permission-presets', body: { name: newId(), permissions: ['vehicles.ro'] } }),
    replacePermissionPreset: () => preset({ name: newId(), permissions: ['vehicles.ro'] }),
    deletePermissionPreset: () => preset(),
    getCommandHold: plain('/command-hold'),
    confirmRestore: plain('/command-hold'),
    getFleetSettings: plain('/fleet-settings'),
    updateFleetSettings: plain('/fleet-settings', { trip_trigger: 'IGNITION' }),
    listAuditLogEntries: plain('/audit-log-entries?limit=2'),
    listSupportGrants: plain('/support-grants?limit=2'),
    createSupportGrant: async () => ({
      path: '/support-grants',
      body: { email: (await helper()).email, reason: 'A sample', expires_in_minutes: 10 },
    }),
    endSupportGrant: support_grant,
    getAuditVerification: plain('/audit-log/verification'),
    exportAuditLog: plain('/audit-log-entries/export', { action: 'user.' }),
    updateMe: plain('/me', { name: 'Renamed' }),
    changePassword: own('/me/password', () => ({ current_password: password, new_password })),
    listOwnSessions: plain('/me/sessions'),
    revokeOwnSession: async (): Promise<Sample> => ({ path: `/me/sessions/${await session(actor.id)}` }),
    getSecondFactor: plain('/me/second-factor'),
    startSecondFactor: own('/me/second-factor', () => ({ password })),
    enableSecondFactor: own('/me/second-factor', (code) => ({ code }), 'begun'),
    replaceRecoveryCodes: own('/me/second-factor/recovery-codes', (code) => ({ password, code }), 'on'),
    disableSecondFactor: own('/me/second-factor/disable', (code) => ({ password, code }), 'on'),
    joinFleet: joining,
    acceptInvitation: plain('/invitations/accept', { token: 'x', name: 'A', password: new_password }),
    requestPasswordReset: plain('/password-resets/requests', { email: 'nobody@motorpool.example' }),
    resetPassword: plain('/password-resets', { token: 'x', password: new_password }),
  };
};
