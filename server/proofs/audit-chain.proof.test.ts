/** Promise P25: whoever rules the database and not the gateway's key changes nothing of the audit log unseen. */
import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { entryText, type SealOf } from '#server/auth/audit-seal.ts';
import { migrate } from '#server/db/migrate.ts';
import { archiveVehicle, removeVehicle } from '#server/services/archive.ts';
import { shareVehicle } from '#server/services/sharing.ts';
import { updateMasterData } from '#server/services/vehicles.ts';
import { listChain } from '#server/store/audit-chain.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { addPartner, makeFleet } from '#server/test/fleet.fixture.ts';
import { type Attack, attacks, audited, dropTriggers, openAudit, undone } from './audit-chain.fixture.ts';
import { startRandom } from './seed.fixture.ts';

const mutations = Number(process.env.MOTORPOOL_AUDIT_MUTATIONS ?? 1000);
const entries = 12;
const fleet_id = 'AUDIT';

/** Anybody can make these. */
const unkeyed: SealOf = (previous, entry) =>
  createHash('sha256')
    .update(`${previous}\n${entryText(entry)}`)
    .digest('base64url');

describeOnBothDatabases('the audit log', (makeApp) => {
  const sealed = async (given?: SealOf) => {
    const test = await makeApp();
    await audited(test.app, fleet_id, entries);
    await audited(test.app, 'OTHER', 3);
    const audit = await openAudit(test, given);
    await audit.sealer.writeCheckpoint();
    return { test, ...audit };
  };
  const kinds = Object.keys(attacks);

  it(`shows each of ${mutations} changes of ${kinds.length} kinds at its number`, { timeout: 240_000 }, async () => {
    const { test, verify, sealer } = await sealed();
    expect(await verify(fleet_id)).toMatchObject({
      status: 'INTACT',
      verified_up_to: entries,
      waiting: 0,
      checkpoint: { audit_seq: entries },
    });
    await dropTriggers(test);
    const next = startRandom('Changes of the audit log');
    const random = (below: number) => Math.floor(next() * below);
    for (let index = 0; index < mutations; index += 1) {
      const kind = kinds[index % kinds.length] ?? '';
      const at = 1 + random(entries);
      const other = 1 + ((at + random(entries - 1)) % entries);
      const found = await undone(test, async (tx) => {
        const attack: Attack = { tx, fleet_id, at, other, entries, random };
        const wanted = await attacks[kind]?.(attack);
        const { status, faults } = await verify(fleet_id, tx);
        return { wanted, status, shown: faults.find(({ audit_seq }) => audit_seq !== undefined)?.audit_seq };
      });
      expect(found, `${kind} at ${at}, ${other}`).toEqual({ wanted: found.wanted, status: 'BROKEN', shown: found.wanted });
    }
    expect(await verify(fleet_id)).toMatchObject({ status: 'INTACT' });
    expect(await verify('OTHER')).toMatchObject({ status: 'INTACT' });
    await sealer.stop();
  });

  const forge = async (tx: Attack['tx'], sealOf: SealOf) => {
    await tx.updateTable('audit_log').set({ object_id: 'V9' }).where('fleet_id', '=', fleet_id).where('audit_seq', '=', 4).execute();
    let previous = '';
    for (const row of await listChain(tx, fleet_id, { audit_seq: 0, id: '' }, 100)) {
      previous = sealOf(previous, row);
      await tx
        .updateTable('audit_seals')
        .set({ seal: previous })
        .where('fleet_id', '=', fleet_id)
        .where('audit_seq', '=', row.audit_seq)
        .execute();
    }
  };

  it('is beaten when its chain has no key, and says so when it has one', async () => {
    for (const [sealOf, status] of [
      [unkeyed, 'INTACT'],
      [undefined, 'BROKEN'],
    ] as const) {
      const { test, sealer } = await sealed(sealOf);
      await sealer.stop();
      await dropTriggers(test);
      await forge(test.app.db.write, unkeyed);
      // A gateway that lost its memory and its checkpoints: the key alone protects.
      const next = await openAudit(
        { ...test, app: { ...test.app, config: { ...test.app.config, audit_checkpoint_folder: '/nowhere' } } },
        sealOf,
      );
      expect((await next.verify(fleet_id)).status).toBe(status);
      await next.sealer.stop();
    }
  });

  it('is not sealed a second time after its seals were taken away, whether the gateway runs on or starts anew', async () => {
    const { test, verify, sealer } = await sealed();
    await dropTriggers(test);
    const { write } = test.app.db;
    await write.updateTable('audit_log').set({ actor_name: 'X' }).where('fleet_id', '=', fleet_id).where('audit_seq', '=', 5).execute();
    await write.deleteFrom('audit_seals').where('fleet_id', '=', fleet_id).where('audit_seq', '>=', 5).execute();
    await audited(test.app, fleet_id, 2);
    await sealer.sealNow();
    const unsealed = Array.from({ length: entries - 4 }, (_, index) => ({ kind: 'UNSEALED', audit_seq: 5 + index }));
    expect(await verify(fleet_id)).toMatchObject({ status: 'BROKEN', verified_up_to: entries + 2, faults: unsealed });
    await sealer.stop();

    const next = await openAudit(test);
    const verified = await next.verify(fleet_id);
    expect(verified).toMatchObject({ status: 'BROKEN', verified_up_to: entries + 2 });
    expect(verified.faults[0]).toMatchObject({ kind: 'UNSEALED', audit_seq: 5 });
    await next.sealer.stop();
  });

  it('misses its end when that was cut off while no gateway ran', async () => {
    const { test, sealer } = await sealed();
    await sealer.stop();
    await dropTriggers(test);
    for (const table of ['audit_log', 'audit_seals', 'audit_sequences'] as const)
      await test.app.db.write.deleteFrom(table).where('fleet_id', '=', fleet_id).execute();
    const next = await openAudit(test);
    expect(await next.verify(fleet_id)).toMatchObject({
      status: 'BROKEN',
      fault_count: entries,
      faults: Array(entries).fill({ kind: 'MISSING' }),
    });
    expect(test.log_lines.some((line) => line.includes('not as the last checkpoint says'))).toBe(true);
    await next.sealer.stop();
  });

  it('trusts no line of the checkpoints that it did not sign', async () => {
    const { test, sealer } = await sealed();
    await sealer.stop();
    const folder = test.app.config.audit_checkpoint_folder;
    const [name = ''] = readdirSync(folder);
    const forged = { written_at: '2030-06-11T00:00:00.000Z', heads: [{ fleet_id, audit_seq: 2, seal: 'x' }], signature: 'eA' };
    appendFileSync(join(folder, name), `${JSON.stringify(forged)}\nnonsense\n`);
    const next = await openAudit(test);
    expect(next.sealer.checkpoint(fleet_id)).toMatchObject({ audit_seq: entries });
    expect(await next.verify(fleet_id)).toMatchObject({ status: 'INTACT' });
    expect(test.log_lines.some((line) => line.includes('"lines":2'))).toBe(true);
    await next.sealer.stop();
  });

  it('cannot be changed or deleted by mistake', async () => {
    const { test, sealer } = await sealed();
    const { write } = test.app.db;
    const tried = [
      write.updateTable('audit_log').set({ actor_name: 'X' }),
      write.updateTable('audit_log').set({ detail: '{}' }),
      write.updateTable('audit_log').set({ detail: '{}', detail_salt: '', detail_digest: '' }),
      write.deleteFrom('audit_log'),
      write.updateTable('audit_seals').set({ seal: 'X' }),
      write.deleteFrom('audit_seals'),
    ];
    for (const statement of tried) await expect(statement.execute()).rejects.toThrow('append-only');
    if (test.database_url) await expect(sql`TRUNCATE audit_log`.execute(write)).rejects.toThrow('append-only');
    await sealer.stop();
  });

  const withVehicle = async (test: TestApp) => {
    const fleet = await makeFleet(test);
    const vehicle = await fleet.addVehicle();
    const rename = (remark: string) =>
      updateMasterData(test.app, fleet.actor, { params: { vehicle_id: vehicle.id }, query: {}, body: { remark } });
    const params = { vehicle_id: vehicle.id };
    return { fleet, vehicle, rename, params };
  };

  it('has one entry for each act, and there is no act without one', async () => {
    const test = await makeApp();
    const { vehicle, rename } = await withVehicle(test);
    const count = async () =>
      (await test.app.db.read.selectFrom('audit_log').select('id').where('object_id', '=', vehicle.id).execute()).length;
    const before = await count();
    for (let index = 0; index < 50; index += 1) await rename(`number ${index}`);
    expect(await count()).toBe(before + 50);

    const refusal = test.database_url
      ? 'ALTER TABLE audit_log ADD CONSTRAINT closed CHECK (false) NOT VALID'
      : "CREATE TRIGGER closed BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'closed'); END";
    await sql.raw(refusal).execute(test.app.db.write);
    await expect(rename('unseen')).rejects.toThrow('closed');
    const row = await test.app.db.read.selectFrom('vehicles').select('remark').where('id', '=', vehicle.id).executeTakeFirst();
    expect(row?.remark).toBe('number 49');
  });

  it('stays whole when a vehicle is erased, in both fleets that used it, and only then may details be missing', async () => {
    const test = await makeApp();
    const { fleet, params, rename } = await withVehicle(test);
    const partner = await addPartner(test, fleet.fleet_id);
    await rename('before');
    await shareVehicle(test.app, fleet.actor, { params, query: {}, body: { fleet_id: partner } });
    await audited(test.app, fleet.fleet_id, 2);
    await audited(test.app, partner, 1, params.vehicle_id);
    await archiveVehicle(test.app, fleet.actor, { params, query: {}, body: undefined });
    await removeVehicle(test.app, fleet.actor, { params, query: {}, body: undefined });
    const audit = await openAudit(test);
    for (const id of [fleet.fleet_id, partner]) {
      const entry = { fleet_id: id, object_id: params.vehicle_id, detail_salt: '' };
      const rows = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', params.vehicle_id).execute();
      expect(rows).toContainEqual(expect.objectContaining(entry));
      expect(await audit.verify(id), id).toMatchObject({ status: 'INTACT' });
    }
    const erased = test.app.db.write.updateTable('audit_log').set({ detail: '{}', detail_salt: '' });
    await erased.where('fleet_id', '=', fleet.fleet_id).where('object_id', '=', 'V0').execute();
    expect(await audit.verify(fleet.fleet_id)).toMatchObject({ status: 'BROKEN', faults: [{ kind: 'DETAILS_MISSING' }] });
    await audit.sealer.stop();
  });

  it('is numbered and sealed when an installation of before is upgraded', async () => {
    const test = await makeApp();
    await audited(test.app, fleet_id, 2500);
    const { write } = test.app.db;
    await dropTriggers(test);
    const columns = ['audit_seq', 'detail_salt', 'detail_digest', 'support_grant_id'];
    for (const statement of [
      ...columns.map((column) => `ALTER TABLE audit_log DROP COLUMN ${column}`),
      'DROP TABLE audit_seals',
      'DROP TABLE audit_sequences',
      "DELETE FROM kysely_migration WHERE name = '0029-audit-chain'",
    ])
      await sql.raw(statement).execute(write);
    expect(await migrate(test.app.db)).toEqual(['0029-audit-chain']);
    const audit = await openAudit(test);
    expect(await audit.verify(fleet_id)).toMatchObject({ status: 'INTACT', verified_up_to: 2500, waiting: 0 });
    await audited(test.app, fleet_id, 1);
    await audit.sealer.sealNow();
    expect(await audit.verify(fleet_id)).toMatchObject({ status: 'INTACT', verified_up_to: 2501 });
    await audit.sealer.stop();
  });
});
