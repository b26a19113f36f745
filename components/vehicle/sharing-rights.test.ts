import { expect, it } from 'vitest';
import { presetPermissions } from '#lib/domain/access.ts';
import { permissionsFor } from './sharing-rights.ts';

it('leaves of another fleet’s vehicle what its partner may do, and gives nothing that the person lacks', () => {
  const manager = presetPermissions('Fleet Manager');
  const support = presetPermissions('Support');
  expect(permissionsFor({ fleet_id: 'A' }, 'A', manager)).toBe(manager);
  const theirs = permissionsFor({ fleet_id: 'A' }, 'B', manager);
  expect(theirs).toContain('vehicle-commands');
  expect(theirs).toContain('vehicles.ro');
  for (const edit of ['vehicles', 'vehicle-lifecycle', 'vehicle-configuration', 'fleet-share'] as const) expect(theirs).not.toContain(edit);
  expect(permissionsFor({ fleet_id: 'A' }, 'B', [])).toEqual([]);
  expect(permissionsFor({ fleet_id: 'A' }, 'B', support)).not.toContain('command-override');
});
