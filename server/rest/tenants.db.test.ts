import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, type TestFleet } from '#server/test/fleet.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';

/** Promise P24, in small; more by night. */
const calls = Number(process.env.MOTORPOOL_TENANT_CALLS ?? 500);
const fleet_tables = [
  'vehicles',
  'credentials',
  'api_clients',
  'commands',
  'command_plans',
  'imports',
  'events',
  'audit_log',
  'gateway_jobs',
  'vehicle_terms',
  'latest_states',
  'unit_configurations',
  'erasures',
  'memberships',
  'permission_presets',
  'invitations',
] as const;

/** They would wait for a gateway, which would write meanwhile; asked of another fleet's credentials none of them gets that far. */
const asks_gateway: OperationId[] = [
  'runCommand',
  'testCredentials',
  'checkNewCredentials',
  'listAvailableUnits',
  'checkUnitPassword',
  'getAuditVerification',
];

/** Makes one person a member of two fleets, as it shall. */
const joins: OperationId = 'joinFleet';

interface Tenant {
  fleet: TestFleet;
  mark: string;
  samples: ReturnType<typeof operationSamples>;
}

describeOnBothDatabases('three fleets in one database', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  const tenants: Tenant[] = [];
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    for (let index = 0; index < 3; index += 1) {
      const fleet = await makeFleet(test);
      const mark = `mark${fleet.fleet_id}`;
      const credentials_id = await fleet.addCredentials('NIU', mark);
      await fleet.addVehicle({
        unit: { id: `NBSGTENANT00000${index}`, brand: 'NIU', setup: { vehicle_model_id: models.niu }, authentication: { credentials_id } },
        master_data: { license_plate: `P${mark}`, custom_name: `N${mark}`, remark: `R${mark}` },
        custom_fields: { mark },
        tags: [mark],
      });
      tenants.push({ fleet, mark, samples: operationSamples(test, fleet, credentials_id) });
    }
  });

  const rowsOf = async (fleet_id: string): Promise<string[]> => {
    const tables = fleet_tables.map((table) => test.app.db.read.selectFrom(table).selectAll().where('fleet_id', '=', fleet_id).execute());
    return (await Promise.all(tables))
      .flat()
      .map((row) => JSON.stringify(row))
      .sort();
  };

  it('see and touch nothing of each other, whatever they ask and in whatever order', { timeout: 240_000 }, async () => {
    const tenant = fc.integer({ min: 0, max: 2 });
    const asked = (Object.keys(operations) as OperationId[]).filter((id) => id !== joins);
    const step = fc.record({ caller: tenant, target: tenant, id: fc.constantFrom(...asked) });
    const check = async ({ caller, target, id }: { caller: number; target: number; id: OperationId }) => {
      const [mine, theirs] = [tenants[caller], tenants[target]];
      if (!mine || !theirs) throw new Error('No such tenant.');
      if (asks_gateway.includes(id) && (mine === theirs || !operations[id].path.includes('_id}'))) return;
      const { path, body } = await theirs.samples[id]();
      const others = tenants.filter((other) => other !== mine);
      const before = caller === target ? undefined : await rowsOf(theirs.fleet.fleet_id);
      const { text } = await api.call(mine.fleet.personWho(operations[id].permission), operations[id].method, path, { body });
      for (const other of others) {
        expect(text, id).not.toContain(other.mark);
        expect(text, id).not.toContain(`"${other.fleet.fleet_id}"`);
      }
      if (before) expect(await rowsOf(theirs.fleet.fleet_id), id).toEqual(before);
    };
    await fc.assert(fc.asyncProperty(step, check), { numRuns: calls });
    const audit = await test.app.db.read.selectFrom('audit_log').select(['fleet_id', 'actor_id']).execute();
    const fleet_of = new Map(
      tenants.flatMap(({ fleet }) => Object.values(fleet.people).map((person) => [person.actor.id, fleet.fleet_id])),
    );
    expect(audit.filter((entry) => fleet_of.get(entry.actor_id) !== entry.fleet_id)).toEqual([]);
  });
});
