/** What a vendor's cloud may do wrong, for every adapter that calls one: the error classes of the telematics design, chapter 2.4, and the modes of P10. */
import { describe, expect, it, type TestContext } from 'vitest';
import { commandDefinition } from '#lib/domain/command.ts';
import type { HttpFault } from '../../../e2e/fakes/http-fault.ts';
import { type FailureKind, isSocketAdapter } from '../port.ts';
import { failureOf } from '../test-context.ts';
import {
  blamesNoCredentials,
  keepsOpenWhenUnreadable,
  startCloudRig,
  survivesAnswer,
  takesNothingOfWrongType,
} from './cloud-rules.fixture.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import { startRig } from './start-rig.fixture.ts';
import { claimedCommands, coveringModels } from './state-rows.fixture.ts';
import { wait } from './wait.fixture.ts';

const clouds = (await loadDescriptors()).filter(({ adapter }) => !isSocketAdapter(adapter));

const broken: [HttpFault, FailureKind[]][] = [
  [{ kind: 'black_hole' }, ['offline']],
  [{ kind: 'reset_before_acting' }, ['offline']],
  [{ kind: 'reset_mid_body' }, ['offline', 'vendor']],
  [{ kind: 'status', status: 500 }, ['vendor', 'unit']],
  [{ kind: 'status', status: 502 }, ['vendor', 'unit']],
  [{ kind: 'status', status: 503 }, ['vendor', 'unit', 'limited']],
  [{ kind: 'html' }, ['vendor']],
  [{ kind: 'truncated_json' }, ['vendor']],
  [{ kind: 'deep_json' }, ['vendor']],
  [{ kind: 'endless_body' }, ['vendor', 'offline']],
  [{ kind: 'drip' }, ['vendor', 'offline']],
];
/** The order has reached the vehicle, and no readable answer came of it. */
const after_acting: HttpFault[] = [
  { kind: 'silent_after_acting' },
  { kind: 'reset_after_acting' },
  { kind: 'reset_mid_body' },
  { kind: 'status_after_acting', status: 500 },
  { kind: 'html' },
  { kind: 'truncated_json' },
  { kind: 'wrong_types' },
  { kind: 'deep_json' },
  { kind: 'endless_body' },
  { kind: 'drip' },
];
const waits: [Record<string, string>, number][] = [
  [{}, 5_000],
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': 'soon' }, 5_000],
  [{ 'retry-after': '99999999999' }, 300_000],
];

describe.each(clouds.map((descriptor) => [descriptor.adapter.brand, descriptor] as const))('the cloud of %s', (brand, descriptor) => {
  const model = coveringModels(brand)[0];
  const capability = model && claimedCommands(model).find((name) => !commandDefinition(name).harmless);
  if (!model || !capability) throw new Error(`${brand} claims nothing`);
  const on = ({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) => ({ descriptor, model, onTestFinished });
  const open = (context: TestContext) => startCloudRig(on(context), capability);

  it.concurrent.for(broken)('asked, answers %o and costs that question alone', ([fault, kinds], context) =>
    survivesAnswer(on(context), capability, fault, kinds),
  );

  it.concurrent('asked, answers with wrong types: nothing of it becomes state', (context) =>
    takesNothingOfWrongType(on(context), capability));

  it.concurrent.for(waits)('limits calls with %o, and is left alone so long', async ([headers, pause_ms], context) => {
    const { http } = await open(context);
    http.injectFault({ kind: 'status', status: 429, headers }, 1, 'read');
    for (let round = 0; round < 2; round += 1) {
      await expect(http.ask()).rejects.toMatchObject({ kind: 'limited', retry_after_ms: pause_ms });
    }
  });

  it.concurrent('refuses credentials at any call', async (context) => {
    const { http, check } = await open(context);
    http.injectFault({ kind: 'status', status: 401 }, 100);
    expect(await failureOf(http.ask())).toBe('rejected');
    expect(await check?.('right')).toBe('invalid');
  });

  it.concurrent.for(broken)('asked whether it takes the credentials, answers %o: not the credentials’ fault', ([fault], context) =>
    blamesNoCredentials(on(context), capability, fault),
  );

  it.concurrent.for(after_acting)('ordered, acts and answers %o: unknown, sent once, done once', (fault, context) =>
    keepsOpenWhenUnreadable(on(context), capability, fault),
  );

  it.concurrent('ordered, limits calls or refuses credentials: nothing happened', async (context) => {
    const rig = await open(context);
    rig.http.injectFault({ kind: 'status', status: 429 }, 1, 'command');
    expect(await failureOf(rig.send(capability))).toBe('limited');
    const other = await open(context);
    other.http.injectFault({ kind: 'status', status: 401 }, 2, 'command');
    expect(await failureOf(other.send(capability))).toBe('rejected');
    expect([rig.acts(), other.acts()]).toEqual([[], []]);
  });

  it.concurrent('ordered while it gives no token: nothing left', async (context) => {
    const rig = await startRig(on(context));
    rig.http?.injectFault({ kind: 'black_hole' }, 1, 'token');
    const kind = await failureOf(rig.send(capability));
    expect([undefined, 'offline']).toContain(kind);
    if (kind === 'offline') expect(rig.orders()).toEqual([]);
  });

  it.concurrent.for((descriptor.answers ?? []).flatMap((row) => (row.read ? [row] : [])))(
    'asked, answers $fault: $read',
    async ({ fault, read }, context) => {
      const { http } = await open(context);
      http.injectFault(fault, 1, 'read');
      expect(await failureOf(http.ask())).toBe(read);
    },
  );

  it.concurrent.for((descriptor.answers ?? []).flatMap((row) => (row.command ? [row] : [])))(
    'ordered, answers $fault: $command',
    async ({ fault, command, acts = 0 }, context) => {
      const rig = await open(context);
      rig.http.injectFault(fault, 1, 'command');
      expect(await failureOf(rig.send(capability))).toBe(command);
      await wait(() => rig.acts().length >= acts);
      expect(rig.acts()).toHaveLength(acts);
      expect(rig.orders()).toHaveLength(1);
    },
  );

  it.concurrent('repeats its secrets in an error: support sees them masked', async (context) => {
    const rig = await open(context);
    const body = { error: `${rig.secret} Bearer fake-token-1`, detail: rig.secret };
    rig.http.injectFault({ kind: 'status', status: 400, body }, 1, 'command');
    expect(await failureOf(rig.send(capability))).toBeDefined();
    expect(rig.told()).toContain('[secret]');
  });
});
