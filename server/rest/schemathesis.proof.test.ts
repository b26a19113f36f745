import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { type Alter, listen } from '#server/test/listen.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';
import { installSchemathesis, type Schemathesis } from '../../e2e/fixtures/schemathesis.ts';

/**
 * An API tester that is not ours reads our OpenAPI document, makes thousands of right and wrong calls from it, and judges every answer by it.
 * In CI it is installed and must run; elsewhere MOTORPOOL_SCHEMATHESIS=1 asks for it.
 */
const is_wanted = Boolean(process.env.CI || process.env.MOTORPOOL_SCHEMATHESIS);
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
];
const all = Object.entries(operations) as [OperationId, Operation][];

const told = Object.values(openApiDocument({ app_url: '' }).paths).flatMap((item) => Object.values(item));
/** They do not end; their own tests read them. */
const streams = told.filter(({ responses }) => JSON.stringify(responses['200'] ?? {}).includes('"text/event-stream"'));

/** What is made up at random asks the document and not the database; that it troubles no database is the fuzzer's of ours. */
const phasesOn = ({ app }: TestApp) => (app.config.database_url ? 'examples,coverage' : 'examples,coverage,fuzzing');

const quote = (text: string) => JSON.stringify(text);

/** Names that a real call of the operation has in its path. Closed lists are left to the tester. */
const pathValues = (operation: Operation, path: string): Record<string, string> => {
  const pattern = new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const { command: _, ...values } = pattern.exec(path.split('?')[0] ?? '')?.groups ?? {};
  // The tester does not encode what it is given, so a name with signs cannot be handed over.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !value.includes('%')));
};

const refusals = [400, 401, 403, 404, 405, 406, 409, 415, 422, 428, 429];

const for_people = /^\w+ \/(me|inbox|invitations\/accept|password-resets)(\/|$)/;
/** Gone as soon as the tester has deleted them; archived vehicles can still be read. */
const deleted_on_the_way = /^\w+ (\/(webhooks|saved-views|event-consumers|geofences|notification-subscriptions)\/|.*\/notes\/)/;

/** For people alone, and the token endpoint, which is asked with made-up clients: the tester comes no further than the door. */
const isBehindTheDoor = (label: string): boolean =>
  label === 'POST /auth/oauth/token' ||
  for_people.test(label) ||
  deleted_on_the_way.test(label) ||
  all.some(([, { method, path, permission }]) => `${method} ${path}` === label && /^(users|api-clients)\b/.test(permission ?? ''));

let schemathesis: Schemathesis;
beforeAll(async () => {
  if (is_wanted) schemathesis = await installSchemathesis();
}, 200_000);
afterAll(() => schemathesis?.remove());

describeOnBothDatabases('an API tester that is not ours', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let client: ApiClient;
  let gateway: ScriptedGateway;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    gateway = await startScriptedGateway(test);
  });
  afterAll(() => gateway.stop());

  /** Without real ids nearly every answer would be 404. */
  const composeSettings = async (): Promise<string> => {
    const samples = operationSamples(test, fleet, await fleet.addCredentials());
    const lines = [`headers = { Authorization = ${quote(`Bearer ${client.token}`)} }`];
    // Too long a body is refused before it is read.
    lines.push('[checks]', `negative_data_rejection.expected-statuses = [${[...refusals, 413].join()}]`);
    lines.push('[parameters]', `"header.x-invers-fleet-id" = ${quote(fleet.fleet_id)}`);
    for (const [id, operation] of all) {
      const values = Object.entries(pathValues(operation, (await samples[id]()).path)).map(
        ([name, value]) => `"path.${name}" = ${quote(value)}`,
      );
      if (values.length > 0) lines.push('[[operations]]', `include-operation-id = ${quote(id)}`, `parameters = { ${values.join(', ')} }`);
    }
    return lines.join('\n');
  };

  const judge = async (context: TestContext, args: string[], alter?: Alter) => {
    if (!is_wanted) return context.skip('skipped: no schemathesis');
    // Addresses beyond Node's usual limit never reach the API: they are answered with a bare 431.
    const server = await listen(test, alter, { maxHeaderSize: 4_194_304 });
    try {
      // One worker: threads that parse at the same time trip over a fault of Python 3.11.
      const limits = ['--phases', phasesOn(test), '--max-examples', '10', '--workers', '1', '--request-timeout', '40'];
      const given = ['--checks', checks.join(), '--continue-on-failure', '--generation-database', 'none', '--no-shrink'];
      return await schemathesis.run(await composeSettings(), [`${server.api_url}/openapi.json`, ...given, ...limits, ...args]);
    } finally {
      await server.close();
    }
  };

  it('finds nothing that our document does not say', async (context) => {
    const apart = streams.flatMap(({ operationId }) => ['--exclude-operation-id', operationId]);
    const { report, output } = await judge(context, apart);
    expect(report, output).toMatchObject({ exit_code: 0, failures: [], errors: [] });
    // It leaves out the address from which it read the document, too.
    const wanted = told.length - streams.length - 1;
    expect(report.operations).toMatchObject({ selected: wanted, tested: wanted, errored: 0 });
    const { missing_auth = [], missing_test_data = [], rate_limited = [] } = report.warnings;
    expect([...missing_auth, ...missing_test_data, ...rate_limited].filter((label) => !isBehindTheDoor(label))).toEqual([]);
  });

  it('would tell us of faults', async (context) => {
    let answered = 0;
    const faults: Alter[] = [
      (response) => new Response(response.body, { headers: response.headers, status: 500 }),
      (response) => new Response(response.body, { headers: response.headers, status: 218 }),
      (response) => new Response(response.body, { headers: { 'content-type': 'text/plain' } }),
      () => Response.json({ items: [{ id: 1 }] }),
      () => Response.json({ items: [] }),
    ];
    const plant: Alter = (response, request) => {
      if (!request.url.includes('/archived-vehicles')) return response;
      answered += 1;
      return faults[answered % faults.length]?.(response, request) ?? response;
    };
    const { report } = await judge(context, ['--include-operation-id', 'listArchivedVehicles'], plant);
    // Server error, undocumented status and content type, an answer against its schema, a wrong request that was accepted.
    expect(report.failures.map(({ code }) => code)).toEqual(expect.arrayContaining(['ST101', 'ST103', 'ST105', 'ST108', 'ST201']));
    expect(report.exit_code).toBe(1);
  });
});
