import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { mayBeOfClients } from '#lib/domain/access.ts';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { arbitraryInput, oneThingWrong } from '#server/test/arbitrary.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';

/**
 * Promise P14. A failure prints the seed and the smallest case; `call` checks every answer against the contract. Cases of either kind, right and wrong:
 * with each push 200 for each operation, and some more on PostgreSQL, which takes other texts and numbers than SQLite; by night MOTORPOOL_FUZZ_RUNS=5000.
 */
const runs = { sqlite: 100, postgres: 40 };
const runs_wanted = process.env.MOTORPOOL_FUZZ_RUNS;
const longest_ms = 2_000;

const takesBody = ({ method }: Operation) => method !== 'GET' && method !== 'DELETE';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
const partsOf = ([name, given]: [string, unknown]): [string, string][] =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? Object.entries(given).flatMap(([key, part]) => partsOf([`${name}.${key}`, part]))
    : [given].flat().map((value) => [name.toWellFormed(), textOf(value)]);
const queryOf = (query: unknown): string => {
  const parts = Object.entries(query ?? {}).flatMap(partsOf);
  return parts.length > 0 ? `?${new URLSearchParams(parts)}` : '';
};

describeOnBothDatabases('a fuzzed API', (makeApp) => {
  let api: TestApi;
  let client: ApiClient;
  let fleet: TestFleet;
  let gateway: ScriptedGateway;
  let samples: ReturnType<typeof operationSamples>;
  let numRuns: number;
  beforeAll(async () => {
    const test = await makeApp();
    api = createApi(test);
    numRuns = Number(runs_wanted ?? (test.app.config.database_url ? runs.postgres : runs.sqlite));
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    gateway = await startScriptedGateway(test);
    samples = operationSamples(test, fleet, await fleet.addCredentials());
  });
  afterAll(() => gateway.stop());

  /** What programs cannot do is done by a person. */
  const callerOf = ({ permission, of_people }: Operation) =>
    of_people || (permission && permission !== 'any' && !mayBeOfClients(permission)) ? fleet.personWho(permission) : client;
  const send = async (operation: Operation, path: string, query: unknown, body: unknown): Promise<Answer> => {
    const started = performance.now();
    const answer = await api.call(callerOf(operation), operation.method, `${path.split('?')[0]}${queryOf(query)}`, { body });
    expect(performance.now() - started).toBeLessThan(longest_ms);
    expect(answer.status).toBeLessThan(500);
    return answer;
  };

  describe.each(Object.keys(operations) as OperationId[])('%s', (id) => {
    const operation: Operation = operations[id];
    const body = takesBody(operation) ? arbitraryInput(operation.body) : fc.constant(undefined);
    const query = arbitraryInput(operation.query);
    const newPath = async () => (await samples[id]()).path;

    it('answers every call of declared form as declared', async () => {
      let path = await newPath();
      const property = fc.asyncProperty(query, body, async (given_query, given_body) => {
        const { status } = await send(operation, path, given_query, given_body);
        if (status === operation.status && ['DELETE', 'POST'].includes(operation.method)) path = await newPath();
      });
      await fc.assert(property, { numRuns });
    });

    it('refuses every call with one thing wrong', async () => {
      const path = await newPath();
      const wrong_query = query.chain(oneThingWrong).filter((value) => typeof value === 'object' && value !== null);
      const wrong_body = fc.record({ query: fc.constant({}), body: body.chain(oneThingWrong) });
      const flawed = fc.oneof(fc.record({ query: wrong_query, body }), ...(takesBody(operation) ? [wrong_body] : []));
      const property = fc.asyncProperty(flawed, async (given) => {
        const { status, json } = await send(operation, path, given.query, given.body);
        if (!takesBody(operation) || given.body === undefined) return;
        const sent = JSON.parse(JSON.stringify(given.body));
        if (!operation.body.safeParse(sent).success) expect([status, json.type]).toEqual([400, '/problems/validation-error']);
      });
      await fc.assert(property, { numRuns });
    });

    it('finds nothing under made-up names in its path', async () => {
      if (!operation.path.includes('{')) return;
      const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed()));
      const property = fc.asyncProperty(fc.infiniteStream(name), body, async (names, given_body) => {
        const path = operation.path.replace(/\{\w+\}/g, () => names.next().value ?? 'x');
        expect([400, 404, 405]).toContain((await api.call(callerOf(operation), operation.method, path, { body: given_body })).status);
      });
      await fc.assert(property, { numRuns: Math.ceil(numRuns / 4) });
    });
  });
});
