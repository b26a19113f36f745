import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { liveEventData, StreamedEvent } from '#lib/contract/event-data.ts';
import { type TutorialStep, tutorial_settings, tutorial_steps } from '#lib/contract/examples/tutorial.ts';
import { VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet, models, nextUnit } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { listen } from '#server/test/listen.fixture.ts';

/** Cars of this brand have a central lock; the scooter that stands beside has none. */
const brand = 'CLOUDBOXX';
const mark = '=====';

/** All commands in one shell, as a reader would type them; the first that fails ends it. Returns what each printed. */
const runTutorial = async (settings: Record<string, string>): Promise<Record<string, string>> => {
  const given = tutorial_settings.replace(/^export (\w+)=.*$/gm, (_, name: string) => `export ${name}='${settings[name]}'`);
  const script = ['set -e', given, ...tutorial_steps.map((step: TutorialStep) => `echo '${mark}${step.id}'\n${step.command}\necho`)].join(
    '\n',
  );
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { maxBuffer: 10_000_000 });
  return Object.fromEntries(
    stdout
      .split(mark)
      .slice(1)
      .map((part) => {
        const [id = '', ...lines] = part.split('\n');
        return [id, lines.join('\n').trim()];
      }),
  );
};

describeOnBothDatabases('the tutorial', (makeApp) => {
  let outputs: Record<string, string> = {};
  let vehicle_id = '';
  let gateway: ScriptedGateway;
  let close = async () => {};

  beforeAll(async () => {
    const test = await makeApp();
    const fleet = await makeFleet(test);
    await fleet.addCredentials(brand);
    await fleet.addVehicle({ unit: fleet.unitOf.niu(await fleet.addCredentials()) });
    const unit = { id: nextUnit(brand), brand, setup: { vehicle_model_id: models.cloudboxx } };
    ({ id: vehicle_id } = await fleet.addVehicle({ unit }));
    const client = await fleet.addClient();
    gateway = await startScriptedGateway(test, brand);
    gateway.script.send = async ({ capability }) => {
      test.clock.advance(1000);
      const timestamp = new Date(test.app.clock()).toISOString();
      const value = capability === 'UNLOCK_CENTRAL_LOCK' ? ('UNLOCKED' as const) : ('LOCKED' as const);
      const properties = { central_lock: { timestamp, value } };
      return { status: 'succeeded', report: { brand, unit_id: unit.id, received_at: timestamp, contact_at: timestamp, properties } };
    };
    const { call } = createApi(test);
    const heard_of = await call(client, 'POST', `/vehicles/${vehicle_id}/commands/request-vehicle-state`);
    expect(heard_of.json).toMatchObject({ central_lock: { value: 'LOCKED' } });
    const server = await listen(test);
    close = server.close;
    outputs = await runTutorial({ APP_URL: server.url, CLIENT_ID: client.client_id, CLIENT_SECRET: client.client_secret });
  });

  afterAll(async () => {
    await gateway?.stop();
    await close();
  });

  it('gets a token and finds the one vehicle that can be unlocked', () => {
    expect(outputs.token).toMatch(/^Token of [1-9]\d+ characters$/);
    expect(JSON.parse(outputs.list ?? '')).toMatchObject({ items: [{ id: vehicle_id }] });
    expect(outputs.choose).toBe(`Vehicle ${vehicle_id}`);
  });

  it('unlocks it once, and is told the state that proves it', () => {
    expect(VehicleState.parse(JSON.parse(outputs.unlock ?? ''))).toMatchObject({ central_lock: { value: 'UNLOCKED' } });
    expect(JSON.parse(outputs.state ?? '')).toEqual(JSON.parse(outputs.unlock ?? ''));
    expect(gateway.orders.map((order) => order.capability)).toEqual(['REQUEST_VEHICLE_STATE', 'UNLOCK_CENTRAL_LOCK']);
  });

  it('finds the command in the log', () => {
    const { items } = JSON.parse(outputs.log ?? '');
    expect(items).toMatchObject([
      { command: 'UNLOCK_CENTRAL_LOCK', status: 'SUCCEEDED', settled_by: 'ANSWER', initiated_by: { type: 'API_CLIENT' } },
    ]);
  });

  it('streams what happened, in sequence and in the form that is published', () => {
    const frames = (outputs.live ?? '').split('\n\n').filter((frame) => frame.includes('event: log'));
    const events = frames.flatMap((frame) => JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '[]'));
    for (const event of events) {
      const { type, data } = StreamedEvent.strict().parse(event);
      expect(liveEventData(type).parse(data)).toEqual(data);
    }
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    const of_vehicle = events.filter((event) => event.vehicle_id === vehicle_id).map((event) => event.type);
    expect(of_vehicle).toEqual(
      expect.arrayContaining(['VehicleCreated', 'CommandRequested', 'VehicleStateRecorded', 'CentralLockChanged', 'CommandExecuted']),
    );
  });
});
