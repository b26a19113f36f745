import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Config, dataPaths, loadConfig } from '#server/config.ts';
import { openDb } from '#server/db/connect.ts';
import { audited, openAudit } from '#server/proofs/audit-chain.fixture.ts';
import { requestCommand } from '#server/services/commands.ts';
import { getEventBounds } from '#server/store/events.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { restoreBackup } from './restore-backup.ts';
import { listBackups, takeBackup } from './take-backup.ts';

describeOnBothDatabases('a backup', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let vehicle_id: string;
  let target: string;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    const credentials_id = await fleet.addCredentials();
    const master_data = { remark: 'Tab\tline\nback\\slash "quoted" \u2028 ü 🛵 \\N' };
    ({ id: vehicle_id } = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']), master_data }));
    await requestCommand(test.app, fleet.actor, { params: { vehicle_id, command: 'unlock-top-case' }, query: {}, body: {} });
    target = join(test.data_dir, 'backups');
  });

  /** An empty installation elsewhere, with or without the keys. */
  const makeElsewhere = async (keys = true) => {
    const data_dir = mkdtempSync(join(test.data_dir, 'elsewhere-'));
    if (keys) cpSync(dataPaths(test.data_dir).keys, dataPaths(data_dir).keys, { recursive: true });
    const database_url = test.database_url && (await createDatabase(test.database_url));
    return loadConfig({ MOTORPOOL_DATA: data_dir, DATABASE_URL: database_url, MOTORPOOL_DEMO: '0' });
  };
  const open = (config: ReturnType<typeof loadConfig>) => openDb({ file: dataPaths(config.data_dir).database, url: config.database_url });
  const copyOf = (path: string) => {
    const copy = mkdtempSync(join(tmpdir(), 'motorpool-backup-'));
    cpSync(path, copy, { recursive: true });
    return copy;
  };

  it.each([undefined, 'a long sentence of the operator'])(
    'brings everything to another place, with commands on hold (passphrase: %s)',
    async (passphrase) => {
      const { path, manifest } = await takeBackup(test.app.config, target, { passphrase });
      expect(manifest.tables.find(({ name }) => name === 'vehicles')?.rows).toBe(1);
      if (passphrase) for (const { name } of manifest.files) expect(readFileSync(join(path, name)).includes('Tab')).toBe(false);
      const elsewhere = await makeElsewhere();
      const restored = await restoreBackup(elsewhere, path, { passphrase: passphrase && `${passphrase}\n` });
      expect(restored).toMatchObject({ held: { held: [fleet.fleet_id], expired: 1, unknown: 0 }, migrated: [], missing_keys: [] });
      const db = await open(elsewhere);
      expect(await findVehicle(db.read, fleet.fleet_id, vehicle_id)).toEqual(
        await findVehicle(test.app.db.read, fleet.fleet_id, vehicle_id),
      );
      expect((await getEventBounds(db.read, fleet.fleet_id)).newest).toBe(
        (await getEventBounds(test.app.db.read, fleet.fleet_id)).newest + 1,
      );
      const { row_number } = await db.write
        .insertInto('vehicles')
        .values({
          ...(await db.read.selectFrom('vehicles').selectAll().executeTakeFirstOrThrow()),
          id: 'NEXT',
          row_number: undefined,
          telematics_unit_id: 'next',
        })
        .returning('row_number')
        .executeTakeFirstOrThrow();
      expect(row_number).toBe(2);
      await db.close();
    },
  );

  it('keeps the newest ones, and leaves nothing of an unfinished one', async () => {
    const folder = join(test.data_dir, 'kept');
    const taken: string[] = [];
    for (let count = 0; count < 3; count += 1) taken.push((await takeBackup(test.app.config, folder, { keep: 2 })).path);
    expect(listBackups(folder).map((name) => join(folder, name))).toEqual(taken.slice(1).reverse());
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('is refused with what is wrong, and the place stays as it was', async () => {
    const { path, manifest } = await takeBackup(test.app.config, target);
    const elsewhere = await makeElsewhere();
    await expect(restoreBackup(await makeElsewhere(false), path)).rejects.toThrow(/gateway.key is missing.*identity.key is missing/);
    const { missing_keys } = await restoreBackup(await makeElsewhere(false), path, { without_keys: true });
    expect(missing_keys).toHaveLength(6);
    await expect(restoreBackup(test.app.config, path)).rejects.toThrow(/There is a database|holds rows already/);

    const changed = copyOf(path);
    const file = join(changed, manifest.files.find(({ size_in_bytes }) => size_in_bytes > 0)?.name ?? '');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(restoreBackup(elsewhere, changed)).rejects.toThrow(/is not as it was stored/);

    const newer = copyOf(path);
    const text = readFileSync(join(newer, 'manifest.json'), 'utf8');
    writeFileSync(join(newer, 'manifest.json'), text.replace('"steps": [', '"steps": ["9999-next-year",'));
    await expect(restoreBackup(elsewhere, newer)).rejects.toThrow(/newer version .*9999-next-year/);
    rmSync(join(newer, 'manifest.json'));
    await expect(restoreBackup(elsewhere, newer)).rejects.toThrow(/no finished backup/);
    rmSync(changed, { recursive: true });
    rmSync(newer, { recursive: true });
    await restoreBackup(elsewhere, path);
  });

  it('that is encrypted opens by its passphrase alone, unchanged', async () => {
    const { path } = await takeBackup(test.app.config, target, { passphrase: 'right' });
    const elsewhere = await makeElsewhere();
    await expect(restoreBackup(elsewhere, path)).rejects.toThrow(/passphrase/);
    await expect(restoreBackup(elsewhere, path, { passphrase: 'wrong' })).rejects.toThrow(/passphrase/);
    const copy = copyOf(path);
    const file = join(copy, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"taken_at": "2/, '"taken_at": "3'));
    await expect(restoreBackup(elsewhere, copy, { passphrase: 'right' })).rejects.toThrow(/manifest was changed/);
    rmSync(copy, { recursive: true });
  });

  it('ends the audit log earlier, and the gateway seals on from there once the holder of the keys has signed it', async () => {
    const { fleet_id } = fleet;
    // A restore reads the real clock, and checkpoints lie in a file a month.
    const source = { ...test, app: { ...test.app, clock: Date.now } };
    const folder = test.app.config.audit_checkpoint_folder;
    const auditOf = async (config: Config, accepted = true) => {
      const db = await open(config);
      if (!accepted) cpSync(folder, config.audit_checkpoint_folder, { recursive: true, force: true });
      const app = { ...source.app, config, db };
      const audit = await openAudit({ ...source, app });
      await audited(app, fleet_id, 2);
      await audit.sealer.sealNow();
      const verified = await audit.verify(fleet_id);
      await audit.sealer.stop();
      await db.close();
      return verified;
    };
    await audited(test.app, fleet_id, 3);
    const before = await openAudit(source);
    await before.sealer.stop();
    const { path } = await takeBackup(test.app.config, target);
    await audited(test.app, fleet_id, 20);
    const after = await openAudit(source);
    await after.sealer.stop();
    const { verified_up_to } = await after.verify(fleet_id);

    const elsewhere = await makeElsewhere();
    cpSync(folder, elsewhere.audit_checkpoint_folder, { recursive: true });
    const { shortened_logs } = await restoreBackup(elsewhere, path);
    expect(shortened_logs).toEqual([{ fleet_id, was_at: verified_up_to, is_at: verified_up_to - 20 }]);
    // The hold is an entry of its own.
    expect(await auditOf(elsewhere)).toMatchObject({ status: 'INTACT', verified_up_to: verified_up_to - 20 + 3 });

    const unsigned = await makeElsewhere();
    await restoreBackup(unsigned, path);
    expect(await auditOf(unsigned, false)).toMatchObject({ status: 'BROKEN' });
  });
});
