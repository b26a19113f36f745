/**
 * Promise P7: a database that was put back sends none of its old commands. The epoch of the data folder is what finds it: the broken variant is the
 * same database in a folder and with tables that never had one, and there the old commands do go out.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import type { CommandStatus } from '#lib/domain/command.ts';
import { dataPaths } from '#server/config.ts';
import { confirmRestore, getCommandHold } from '#server/services/command-hold.ts';
import { requestCommand } from '#server/services/commands.ts';
import { findCommandById, listCommandsByStatus, updateCommandFrom } from '#server/store/commands.ts';
import { deleteRestoreEpochs, listOtherRestoreEpochs, putRestoreEpoch, type RestoreEpochRow } from '#server/store/restore-epochs.ts';
import { write } from '#server/store/write.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { openRestoreGuard } from './restore-guard.ts';

const limit = { timeout: 60_000, interval: 50 };
const day_ms = 86_400_000;
const empty = { params: {}, query: {}, body: undefined };

describeOnBothDatabases('a gateway on a database that was put back', (makeApp) => {
  const epochsIn = (test: TestApp): Promise<RestoreEpochRow[]> => listOtherRestoreEpochs(test.app.db.read, '');
  const fileOf = (test: TestApp) => dataPaths(test.data_dir).restore_epoch;
  const request = (test: TestApp, fleet: TestFleet, vehicle_id: string) =>
    requestCommand(test.app, fleet.actor, { params: { vehicle_id, command: 'unlock-top-case' }, query: {}, body: {} });
  const openFleet = async (count: number) => {
    const test = await makeApp();
    const fleet = await makeFleet(test);
    const credentials_id = await fleet.addCredentials();
    const vehicles: string[] = [];
    for (let made = 0; made < count; made += 1)
      vehicles.push((await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) })).id);
    return { test, fleet, vehicles };
  };
  /** What stands in the tables is of an earlier minute than what the folder knows. */
  const putBack = async (test: TestApp, was: readonly RestoreEpochRow[]) =>
    write(test.app, async (tx) => {
      await deleteRestoreEpochs(tx);
      for (const row of was) await putRestoreEpoch(tx, row);
    });
  const liveOn = async (test: TestApp) => {
    const guard = await openRestoreGuard(test.app);
    const was = await epochsIn(test);
    await guard.renew();
    await guard.renew();
    return was;
  };
  const isEmpty = async (test: TestApp, ...statuses: CommandStatus[]) =>
    (await listCommandsByStatus(test.app.db.read, statuses, 1)).length === 0;

  it('sends none of 100 waiting commands, and a new one only after a person has confirmed', async () => {
    const { test, fleet, vehicles } = await openFleet(100);
    const was = await liveOn(test);
    const asked = await Promise.all(vehicles.map((id) => request(test, fleet, id)));
    const [under_way, accepted] = asked.map(({ id }) => id);
    await write(test.app, (tx) => updateCommandFrom(tx, under_way ?? '', ['REQUESTED'], { status: 'DISPATCHING', gateway_epoch: 0 }));
    await write(test.app, (tx) => updateCommandFrom(tx, accepted ?? '', ['REQUESTED'], { status: 'ACCEPTED', confirm_by: '9999' }));
    await putBack(test, was);
    const gateway = await startScriptedGateway(test);
    expect(await isEmpty(test, 'REQUESTED', 'DISPATCHING', 'ACCEPTED')).toBe(true);
    const ends = await Promise.all(asked.map(async ({ id }) => (await findCommandById(test.app.db.read, id))?.status));
    expect(ends).toEqual(['UNKNOWN', 'UNKNOWN', ...Array(98).fill('EXPIRED')]);

    const [vehicle_id = ''] = vehicles;
    await expect(request(test, fleet, vehicle_id)).rejects.toMatchObject({ kind: 'service-unavailable' });
    expect(await getCommandHold(test.app, fleet.people.Support.actor, empty)).toMatchObject({
      held_since: new Date(test.clock.now()).toISOString(),
      known_until: expect.any(String),
    });
    const api = createApi(test);
    expect((await api.call(fleet.people.Support, 'DELETE', '/command-hold')).status).toBe(403);
    expect(gateway.orders).toEqual([]);
    await confirmRestore(test.app, fleet.actor, empty);
    const { json } = await api.call(fleet.people['Fleet Manager'], 'GET', '/audit-log-entries?action=fleet.');
    expect(json.items.map(({ action }: { action: string }) => action)).toEqual(['fleet.confirm-restore', 'fleet.hold-commands']);
    const { id } = await request(test, fleet, vehicle_id);
    await vi.waitUntil(async () => (await findCommandById(test.app.db.read, id))?.status === 'SUCCEEDED', limit);
    await gateway.stop();
    expect(gateway.orders.map(({ command_id }) => command_id)).toEqual([id]);
  });

  it('would send them all without the epoch', async () => {
    const { test, fleet, vehicles } = await openFleet(10);
    const was = await liveOn(test);
    await Promise.all(vehicles.map((id) => request(test, fleet, id)));
    await putBack(test, was);
    rmSync(fileOf(test));
    await write(test.app, deleteRestoreEpochs);
    const gateway = await startScriptedGateway(test);
    await vi.waitUntil(() => gateway.orders.length === vehicles.length, limit);
    await gateway.stop();
  });

  it('notices it while it runs: nothing leaves, and the next renewal holds the fleet', async () => {
    const { test, fleet, vehicles } = await openFleet(1);
    const guard = await openRestoreGuard(test.app);
    const was = await epochsIn(test);
    await guard.renew();
    expect(await write(test.app, guard.isCurrent)).toBe(true);
    await putBack(
      test,
      was.map((row) => ({ ...row, epoch: 'of another day' })),
    );
    expect(await write(test.app, guard.isCurrent)).toBe(false);
    await guard.renew();
    await expect(request(test, fleet, vehicles[0] ?? '')).rejects.toMatchObject({ kind: 'service-unavailable' });
    expect(await write(test.app, guard.isCurrent)).toBe(true);
  });

  it('is not alarmed by a crash between the file and the tables, by a second process on the folder, or by one more gateway', async () => {
    const { test, fleet } = await openFleet(0);
    const first = await openRestoreGuard(test.app);
    const was = await epochsIn(test);
    await first.renew();
    await putBack(test, was);
    const second = await openRestoreGuard(test.app);
    await first.renew();
    await second.renew();
    expect([await write(test.app, first.isCurrent), await write(test.app, second.isCurrent)]).toEqual([true, true]);
    const file = readFileSync(fileOf(test));
    rmSync(fileOf(test));
    await openRestoreGuard(test.app);
    expect(await epochsIn(test)).toHaveLength(2);
    expect(await getCommandHold(test.app, fleet.actor, empty)).toEqual({});
    // The file of another day, as it lies in a copy of the folder.
    writeFileSync(fileOf(test), JSON.stringify({ ...JSON.parse(file.toString()), epochs: ['of another day'] }));
    await openRestoreGuard(test.app);
    expect(await getCommandHold(test.app, fleet.actor, empty)).toMatchObject({ held_since: expect.any(String) });
  });

  it('is not alarmed by gateways on one folder that start, and renew, all at the same time', async () => {
    const { test, fleet } = await openFleet(0);
    const guards = await Promise.all([test, test, test].map(({ app }) => openRestoreGuard(app)));
    for (let round = 0; round < 20; round += 1) await Promise.all(guards.map((guard) => guard.renew()));
    expect(await Promise.all(guards.map((guard) => write(test.app, guard.isCurrent)))).toEqual([true, true, true]);
    expect(await epochsIn(test)).toHaveLength(1);
    expect(await getCommandHold(test.app, fleet.actor, empty)).toEqual({});
  });

  it.each([day_ms, -day_ms])('sends nothing late when the clock jumps by %d ms', async (by_ms) => {
    const { test, fleet, vehicles } = await openFleet(3);
    const asked = await Promise.all(vehicles.map((id) => request(test, fleet, id)));
    test.clock.advance(by_ms);
    const gateway = await startScriptedGateway(test);
    await vi.waitUntil(() => isEmpty(test, 'REQUESTED', 'DISPATCHING', 'ACCEPTED'), limit);
    await gateway.stop();
    expect(gateway.orders).toEqual([]);
    const ends = await Promise.all(asked.map(async ({ id }) => (await findCommandById(test.app.db.read, id))?.status));
    expect(ends).toEqual(asked.map(() => 'EXPIRED'));
  });
});
