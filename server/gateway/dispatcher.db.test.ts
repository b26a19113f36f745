import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { niu_models } from '#lib/catalogue/models/niu.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { requestCommand } from '#server/services/commands.ts';
import { type CommandRow, findCommandById } from '#server/store/commands.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { takeOffice } from '#server/test/post.fixture.ts';
import { claim } from './claim.ts';
import { endUnsent, recoverCommands } from './command-steps.ts';

const [model] = niu_models;
if (!model) throw new Error('The catalogue has no model.');

describeOnBothDatabases('the dispatcher', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  let credentials_id: string;
  let scripted: ScriptedGateway | undefined;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
  });
  beforeEach(async () => {
    vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
  });
  afterEach(async () => {
    await scripted?.stop();
    scripted = undefined;
  });

  const request = async (): Promise<CommandRow> => {
    const params = { vehicle_id: vehicle.id, command: 'enable-driving' };
    const { id } = await requestCommand(test.app, fleet.actor, { params, query: {}, body: {} });
    return find(id);
  };
  const find = async (id: string): Promise<CommandRow> => {
    const row = await findCommandById(test.app.db.read, id);
    if (!row) throw new Error('the command is gone');
    return row;
  };
  const untilStatus = (id: string, status: string) =>
    vi.waitFor(async () => expect(await find(id)).toMatchObject({ status }), { timeout: 60_000 });
  const prepared = async () => {
    const row = await findVehicle(test.app.db.read, fleet.fleet_id, vehicle.id);
    if (!row) throw new Error('the vehicle is gone');
    return { vehicle: row, model };
  };
  const takeOver = () => takeOffice(test);

  it('keeps the proof of an outcome when the report that came with it cannot be stored', async () => {
    scripted = await startScriptedGateway(test);
    const received_at = new Date(test.clock.now()).toISOString();
    const properties = { mileage_in_kilometers: { timestamp: received_at, value: 1n } } as unknown as StateReport['properties'];
    const { brand, id: unit_id } = vehicle.telematics_unit;
    scripted.script.send = async () => ({ status: 'succeeded', report: { brand, unit_id, received_at, properties } });
    const { id } = await request();
    await untilStatus(id, 'SUCCEEDED');
    expect(await find(id)).toMatchObject({ settled_by: 'ANSWER' });
    expect(scripted.orders).toHaveLength(1);
  });

  it('leaves no command dispatching when its outcome cannot be stored, and does not send it again', async () => {
    scripted = await startScriptedGateway(test);
    scripted.script.send = async () => ({ status: 'accepted', confirm_by: { never: 1n } as unknown as string });
    const { id } = await request();
    await untilStatus(id, 'UNKNOWN');
    expect(scripted.orders).toHaveLength(1);
  });

  it('leaves to its successor what it cannot send itself', async () => {
    const former = await takeOver();
    const command = await request();
    const successor = await takeOver();
    expect(await endUnsent(test.app, former, command, 'vehicle/no-connection', 'not here')).toBeUndefined();
    expect(await find(command.id)).toMatchObject({ status: 'REQUESTED' });
    expect(await endUnsent(test.app, successor, command, 'vehicle/no-connection', 'not here')).toMatchObject({ status: 'FAILED' });
  });

  it('calls unknown what a gateway was sending that is out of office, and nothing that one in office sends', async () => {
    const [one, other] = [await takeOver(), await takeOffice(test, 'other')];
    const command = await request();
    expect(await claim(test.app, one, command, await prepared())).toMatchObject({ status: 'DISPATCHING' });
    await recoverCommands(test.app, other, () => false);
    await recoverCommands(test.app, one, (id) => id === command.id);
    expect(await find(command.id)).toMatchObject({ status: 'DISPATCHING' });
    await takeOver();
    await recoverCommands(test.app, other, () => false);
    expect(await find(command.id)).toMatchObject({ status: 'UNKNOWN', gateway_epoch: one.epoch });
  });

  it('is not let by a claim once another has taken over, or has the way to the vehicle', async () => {
    const former = await takeOver();
    const command = await request();
    const successor = await takeOver();
    expect(await claim(test.app, former, command, await prepared())).toBeUndefined();
    expect(await claim(test.app, successor, command, { ...(await prepared()), isOurs: async () => false })).toBeUndefined();
    expect(await find(command.id)).toMatchObject({ status: 'REQUESTED' });
    expect(await claim(test.app, successor, command, { ...(await prepared()), isOurs: async () => true })).toBeDefined();
  });
});
