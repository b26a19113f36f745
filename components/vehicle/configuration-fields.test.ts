import { describe, expect, it } from 'vitest';
import { ConfigurationPatch } from '#lib/domain/configuration.ts';
import { draftOf, patchOf } from './configuration-fields.ts';

const stored = { enabled: true, interval_in_seconds: 30, distance_in_meters: 200 };

describe('the form of a configuration', () => {
  it('sends nothing while nothing is changed', () => {
    expect(patchOf(stored, draftOf(stored))).toBeUndefined();
    expect(patchOf({}, draftOf({}))).toBeUndefined();
  });

  it('sends what is changed alone, and null for what is emptied', () => {
    const draft = { ...draftOf(stored), enabled: 'false' as const, numbers: { interval_in_seconds: '60', distance_in_meters: ' ' } };
    const patch = patchOf(stored, draft);
    expect(patch).toEqual({ enabled: false, interval_in_seconds: 60, distance_in_meters: null });
    expect(ConfigurationPatch.parse(patch)).toEqual(patch);
  });

  it('gives settings the type that the unit declares', () => {
    const declared = [
      { key: 'output', description: '', type: 'integer' as const },
      { key: 'server_ack', description: '', type: 'boolean' as const },
    ];
    const draft = { ...draftOf({}), settings: { output: '2', server_ack: 'false', source_address: '10.0.0.1' } };
    expect(patchOf({}, draft, declared)).toEqual({ settings: { output: 2, server_ack: false, source_address: '10.0.0.1' } });
    const before = { settings: { output: 2 } };
    expect(patchOf(before, { ...draftOf(before), settings: { output: '' } }, declared)).toEqual({ settings: { output: null } });
  });
});
