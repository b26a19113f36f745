import { afterAll, beforeAll, expect, it } from 'vitest';
import { AdapterFailure } from '#server/adapters/port.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';

describeOnBothDatabases('the flow id of a request', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let client: ApiClient;
  let gateway: ScriptedGateway;
  let vehicle_id: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    gateway = await startScriptedGateway(test);
    const unit = fleet.unitOf.niu(await fleet.addCredentials(), undefined, ['top_case']);
    ({ id: vehicle_id } = await fleet.addVehicle({ unit }));
  });
  afterAll(() => gateway.stop());

  const eventsOf = async (flow_id: string | null) => {
    const { json } = await api.call(client, 'POST', '/event-log-entries/query', { body: { vehicle_id, limit: 1000 } });
    return json.items
      .filter((event: { flow_id: string }) => event.flow_id === flow_id)
      .map((event: { event_type: string }) => event.event_type);
  };

  it('leads from a failed command’s answer to its entry, its events, the gateway’s log and nowhere else', async () => {
    gateway.script.send = async () => {
      throw new AdapterFailure('unit', 'The case is stuck.');
    };
    const answer = await api.call(client, 'POST', `/vehicles/${vehicle_id}/commands/unlock-top-case`);
    const flow_id = answer.headers.get('x-invers-flow-id');
    expect(answer.json.flow_id).toBe(flow_id);

    const command_id = answer.headers.get('x-motorpool-command-id');
    const entry = await api.call(client, 'GET', `/vehicles/${vehicle_id}/command-log/${command_id}`);
    expect(entry.json).toMatchObject({ status: 'FAILED', flow_id });
    expect(entry.headers.get('x-invers-flow-id')).not.toBe(flow_id);

    const told = await eventsOf(flow_id);
    expect(told).toEqual(expect.arrayContaining(['COMMAND_REQUESTED', 'COMMAND_EXECUTED']));
    expect(told).not.toContain('VEHICLE_CREATED');

    const lines = test.log_lines.map((line) => JSON.parse(line)).filter((line) => line.flow_id === flow_id);
    expect(lines).toContainEqual(expect.objectContaining({ command_id, kind: 'unit' }));
  });

  it('leads from an edit to its event and its audit entry', async () => {
    const answer = await api.call(client, 'PATCH', `/vehicles/${vehicle_id}/master-data`, { body: { remark: 'traced' } });
    const flow_id = answer.headers.get('x-invers-flow-id');
    expect(await eventsOf(flow_id)).toEqual(['VEHICLE_CHANGED']);
    const audited = await test.app.db.read
      .selectFrom('audit_log')
      .select('action')
      .where('flow_id', '=', flow_id ?? '')
      .execute();
    expect(audited).toHaveLength(1);
  });

  it('is made by us, whatever the caller sends', async () => {
    const sent = '11111111-1111-4111-8111-111111111111';
    const answer = await api.call(client, 'GET', '/me', { headers: { 'x-invers-flow-id': sent } });
    expect(answer.headers.get('x-invers-flow-id')).not.toBe(sent);
  });
});
