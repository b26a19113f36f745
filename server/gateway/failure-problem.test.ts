import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { type CommandCapability, commands } from '#lib/domain/command.ts';
import { problems } from '#lib/domain/problem.ts';
import { AdapterFailure, type FailureKind } from '#server/adapters/port.ts';
import { endOfFailure } from './failure-problem.ts';

/** Every kind but the last claims that the vehicle did not act. */
const proofs_of_nothing: Exclude<FailureKind, 'unknown'>[] = [
  'offline',
  'limited',
  'rejected',
  'setup',
  'state',
  'busy',
  'unit',
  'vendor',
  'unsupported',
];
const acting = commands.UNLOCK_CENTRAL_LOCK;

describe('what a failed sending means', () => {
  it.each(proofs_of_nothing)('%s: failed, with a problem that exists', (kind) => {
    const end = endOfFailure(new AdapterFailure(kind, 'vendor secret text'), acting);
    expect(end.status).toBe('FAILED');
    expect(problems[end.kind]).toBeDefined();
    expect(end.detail).not.toContain('vendor secret text');
  });

  it('is never a third party’s where the service counts as part of the unit', () => {
    const own = brands.filter((brand) => brand.service_is_unit).map(({ brand }) => brand);
    expect(own).toEqual(['CLOUDBOXX']);
    for (const kind of proofs_of_nothing) {
      const problem = endOfFailure(new AdapterFailure(kind, ''), acting, 'CLOUDBOXX').kind;
      expect(problem, kind).not.toBe('third-party/error');
    }
    expect(endOfFailure(new AdapterFailure('vendor', ''), acting, 'NIU').kind).toBe('third-party/error');
    expect(endOfFailure(new AdapterFailure('vendor', ''), acting, 'CLOUDBOXX').kind).toBe('telematics-unit/error');
    expect(endOfFailure(new AdapterFailure('rejected', ''), acting, 'CLOUDBOXX').kind).toBe('vehicle/no-connection');
  });

  it('anything else leaves the outcome open, a fault of our own included', () => {
    const open = { status: 'UNKNOWN', kind: 'vehicle/command-outcome-unknown' };
    expect(endOfFailure(new AdapterFailure('unknown', 'no answer'), acting)).toMatchObject(open);
    expect(endOfFailure(undefined, acting)).toMatchObject(open);
  });

  it('a command that only reads is never of unknown outcome', () => {
    const harmless = (Object.keys(commands) as CommandCapability[]).filter((name) => 'harmless' in commands[name]);
    expect(harmless).toEqual(['REQUEST_VEHICLE_STATE']);
    expect(endOfFailure(undefined, commands.REQUEST_VEHICLE_STATE)).toMatchObject({ status: 'FAILED', kind: 'vehicle/no-connection' });
  });
});
