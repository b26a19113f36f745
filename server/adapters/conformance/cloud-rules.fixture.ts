/** What holds for any brand with a cloud, whatever that does wrong. Each rule throws when the subject's adapter breaks it. */
import { expect } from 'vitest';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { HttpFault } from '../../../e2e/fakes/http-fault.ts';
import { AdapterFailure, type FailureKind } from '../port.ts';
import { failureOf } from '../test-context.ts';
import { expectOnce, prepare, type Subject, startRig } from './start-rig.fixture.ts';
import { wait } from './wait.fixture.ts';

export const startCloudRig = async (subject: Subject, capability: CommandCapability) => {
  const rig = await startRig(subject);
  await prepare(rig, capability);
  if (!rig.http) throw new Error('no cloud');
  return { ...rig, http: rig.http };
};

/** The order has reached the vehicle, and no readable answer came of it. */
export const keepsOpenWhenUnreadable = async (subject: Subject, capability: CommandCapability, fault: HttpFault) => {
  const rig = await startCloudRig(subject, capability);
  rig.http.injectFault(fault, 1, 'command');
  expect(await failureOf(rig.send(capability))).toBe('unknown');
  await wait(() => rig.acts().length > 0);
  expect(rig.orders()).toHaveLength(1);
  expectOnce(rig.acts());
};

/** A broken answer costs one question, by what it means. */
export const survivesAnswer = async (subject: Subject, capability: CommandCapability, fault: HttpFault, kinds: readonly FailureKind[]) => {
  const { http } = await startCloudRig(subject, capability);
  http.injectFault(fault, 1, 'read');
  expect(kinds).toContain(await failureOf(http.ask()));
  expect(await failureOf(http.ask())).toBeUndefined();
};

export const takesNothingOfWrongType = async (subject: Subject, capability: CommandCapability) => {
  const { http } = await startCloudRig(subject, capability);
  http.injectFault({ kind: 'wrong_types' }, 1, 'read');
  const report = await http.ask().catch((error: unknown) => {
    if (!(error instanceof AdapterFailure)) throw error;
    return undefined;
  });
  expect(Object.keys(report?.properties ?? {})).toEqual([]);
};

/** A cloud that ails says nothing about credentials. */
export const blamesNoCredentials = async (subject: Subject, capability: CommandCapability, fault: HttpFault) => {
  const { http, check } = await startCloudRig(subject, capability);
  http.injectFault(fault, 100);
  expect(await check?.('right')).toBe('unreachable');
};
