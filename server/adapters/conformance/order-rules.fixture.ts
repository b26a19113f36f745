/** What holds for orders to any brand (promises P4 and P5). Each rule throws when the subject's adapter breaks it. */
import { expect } from 'vitest';
import type { CommandCapability } from '#lib/domain/command.ts';
import { isSocketAdapter } from '../port.ts';
import { failureOf } from '../test-context.ts';
import { concernsOrder, followOrder, isReadable, sendOrder } from './follow-order.fixture.ts';
import type { OrderFault } from './rig.fixture.ts';
import { expectOnce, prepare, type Subject, startRig } from './start-rig.fixture.ts';
import { wait } from './wait.fixture.ts';

/** Faults after which nobody has said anything about the vehicle. */
export const wordless = ['ignored', 'unanswered', 'cut_off'] as const satisfies readonly OrderFault[];

const startOrder = async (subject: Subject, capability: CommandCapability, fault: OrderFault) => {
  const rig = await startRig(subject);
  await prepare(rig, capability);
  rig.spoil(fault);
  return rig;
};

const isCompound = (capability: CommandCapability) => capability.includes('_AND_');

/** Silence is neither failure nor success, and is no reason to send again. */
export const keepsOpenWithoutWords = async (subject: Subject, capability: CommandCapability, fault: (typeof wordless)[number]) => {
  const rig = await startOrder(subject, capability, fault);
  const said = await sendOrder(rig, capability);
  expect(['UNKNOWN', 'ACCEPTED']).toContain(said.outcome);
  if (fault !== 'ignored') await wait(() => rig.acts().length > 0);
  expect((await rig.lateWords()).filter((word) => concernsOrder(word, said))).toEqual([]);
  if (fault === 'ignored') expect(rig.acts()).toEqual([]);
  expectOnce(rig.orders());
  expectOnce(rig.acts());
};

/** Over HTTP an answer that nobody waits for is gone; sessions and streams hear it. */
const hearsLate = ({ descriptor: { adapter } }: Subject): boolean => isSocketAdapter(adapter) || adapter.stream !== undefined;

/** An answer that came late settles the order, once. */
export const settlesLate = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startOrder(subject, capability, 'late');
  const { outcome, late_words } = await followOrder(rig, capability, { looks: 100 });
  // Of two steps the second is never sent when the first was not confirmed in time.
  const must_succeed = !isCompound(capability) && (hearsLate(subject) || isReadable(capability, subject.model));
  expect(must_succeed ? ['SUCCEEDED'] : ['SUCCEEDED', 'UNKNOWN', 'ACCEPTED']).toContain(outcome);
  if (!isSocketAdapter(subject.descriptor.adapter) && hearsLate(subject) && !isCompound(capability)) expect(late_words).toBe(1);
  expect(late_words).toBeLessThanOrEqual(1);
  expectOnce(rig.acts());
};

/** What was told twice was done once. */
export const endsOnce = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startOrder(subject, capability, 'told_twice');
  expect(await followOrder(rig, capability, { looks: 100 })).toMatchObject({ outcome: 'SUCCEEDED' });
  expectOnce(rig.acts());
};

export const failsWhenRefused = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startOrder(subject, capability, 'refused');
  const { outcome, kind } = await followOrder(rig, capability, { looks: 20 });
  expect(outcome).toBe('FAILED');
  if (kind !== undefined) expect(kind).toBe(subject.descriptor.refusal);
  expect(rig.acts()).toEqual([]);
};

/** That an order was taken, or is said to be done, proves nothing where the state can show it. */
export const believesNoPretence = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startOrder(subject, capability, 'pretended');
  const { outcome, proven_by_state } = await followOrder(rig, capability, { looks: 5 });
  expect([outcome, proven_by_state]).not.toContain('SUCCEEDED');
  expect([proven_by_state, rig.acts()]).toEqual([false, []]);
};

export const sendsNothingAfterRestart = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startOrder(subject, capability, 'unanswered');
  await sendOrder(rig, capability);
  const before = [...rig.orders()];
  await rig.restart();
  await rig.read();
  expect(rig.orders()).toEqual(before);
  expectOnce(rig.acts());
};

/** What is not offered, came too late or cannot leave is refused before anything leaves. */
export const refusesInTime = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startRig(subject);
  await prepare(rig, capability);
  expect(await failureOf(rig.send('START_LIVE_MODE'))).toBe('unsupported');
  const past = new Date(rig.clock() - 1).toISOString();
  if (capability !== 'REQUEST_VEHICLE_STATE') expect(await failureOf(rig.send(capability, { expires_at: past }))).toBe('offline');
  await rig.lose();
  expect(await failureOf(rig.send(capability))).toBe('offline');
  expect([rig.orders(), rig.acts()]).toEqual([[], []]);
};
