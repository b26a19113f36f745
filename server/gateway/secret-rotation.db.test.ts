import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AdapterFailure } from '#server/adapters/port.ts';
import { testCredentials, updateCredentials } from '#server/services/credentials.ts';
import { findCredentials } from '#server/store/credentials.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { createCredentialsHealth } from './credentials-health.ts';
import { createCredentialsVault, revisionInUse } from './open-credentials.ts';

const limit = { timeout: 60_000, interval: 50 };

describeOnBothDatabases('a new secret', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let scripted: ScriptedGateway;
  let id: string;
  beforeEach(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    id = await fleet.addCredentials('NIU');
    scripted = await startScriptedGateway(test, 'NIU', { ok: false, reason: 'unreachable', detail: 'Nobody answers.' });
  });
  afterEach(() => scripted.stop());

  const read = async () => {
    const row = await findCredentials(test.app.db.read, fleet.fleet_id, id);
    if (!row) throw new Error('The credentials are gone.');
    return row;
  };
  const replace = (client_secret: string) =>
    updateCredentials(test.app, fleet.actor, { params: { brand: 'NIU', credentials_id: id }, query: {}, body: { client_secret } });
  const secretOf = (row: Awaited<ReturnType<typeof read>>) => {
    const secret = Object.values(createOpened(row)).find((value) => typeof value !== 'string');
    return typeof secret === 'object' ? secret.reveal() : undefined;
  };
  const createOpened = (row: Awaited<ReturnType<typeof read>>) => {
    const guarded = createCredentialsVault(test.app, test.private_key, () => ({}) as never);
    return guarded.openRow(row).credentials.values;
  };
  const work = async () => {
    const { revision } = await read();
    createCredentialsHealth(test.app).succeeded({ id, revision });
    await vi.waitUntil(async () => (await read()).status === 'VALID', limit);
  };

  it('takes the place of one that works only after the manufacturer has accepted it', async () => {
    await work();
    scripted.script.check = { ok: false, reason: 'invalid', detail: 'The manufacturer refuses them.' };
    expect(await replace('mistyped')).toMatchObject({ status: 'UNTESTED', former_secret_in_use: true });
    await vi.waitUntil(async () => (await read()).status === 'INVALID', limit);
    expect((await read()).status_detail).toContain('former secret is still in use');
    expect(secretOf(await read())).toBe('niu-secret');
    scripted.script.check = { ok: true };
    expect(await replace('right')).toMatchObject({ former_secret_in_use: true });
    await vi.waitUntil(async () => (await read()).former_sealed_secrets === null, limit);
    expect(await read()).toMatchObject({ status: 'VALID', former_fields: null });
    expect(secretOf(await read())).toBe('right');
  });

  it('of new credentials is tried by itself, and counts as unverified until it is accepted', async () => {
    await vi.waitUntil(async () => (await read()).checked_at !== null, limit);
    expect(await read()).toMatchObject({ status: 'UNTESTED', status_detail: 'Nobody answers.', last_success_at: null });
    scripted.script.check = { ok: true };
    test.clock.advance(600_000);
    await vi.waitUntil(async () => (await read()).status === 'VALID', limit);
    scripted.script.check = { ok: false, reason: 'invalid', detail: 'The manufacturer refuses them.' };
    id = await fleet.addCredentials('NIU', 'Mistyped');
    await vi.waitUntil(async () => (await read()).status === 'INVALID', limit);
  });

  it('that works still does when its manufacturer cannot be asked', async () => {
    await work();
    const params = { brand: 'NIU', credentials_id: id };
    expect((await testCredentials(test.app, fleet.actor, { params, query: {}, body: undefined })).status).toBe('UNTESTED');
    expect(await read()).toMatchObject({ status: 'VALID', status_detail: null });
    expect(await replace('another')).toMatchObject({ former_secret_in_use: true });
  });

  it('takes the place of one that never worked at once', async () => {
    expect(await replace('another')).toMatchObject({ former_secret_in_use: false });
    expect(secretOf(await read())).toBe('another');
  });

  it('is not judged by what another secret did', async () => {
    const { revision } = await read();
    const health = createCredentialsHealth(test.app);
    await replace('another');
    health.failed({ id, revision }, new AdapterFailure('rejected', 'refused'));
    await expect(read()).resolves.toMatchObject({ status: 'UNTESTED', consecutive_failures: 0 });
    health.failed({ id, revision: revision + 1 }, new AdapterFailure('rejected', 'refused'));
    await vi.waitUntil(async () => (await read()).status === 'INVALID', limit);
    expect(await read()).toMatchObject({ consecutive_failures: 1 });
    expect(revisionInUse(await read())).toBe(revision + 1);
  });
});
