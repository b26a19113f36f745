import { expect, it } from 'vitest';
import { founderPermissions, mayBeOfClients, permissions, presetPermissions } from '#lib/domain/access.ts';
import { choosable, gradesOf, permissionsOf, within } from './permission-grades.ts';

it('grades say the same as the permissions they come from', () => {
  expect(gradesOf(['vehicles', 'vehicles.ro', 'events-trips.ro'])).toEqual({ vehicles: 'write', 'events-trips': 'read' });
  for (const permission of permissions) expect(permissionsOf(gradesOf([permission]))).toEqual([permission]);
});

it('offer what the grantor holds or the client has, and never what is for people alone', () => {
  const developer = presetPermissions('Developer');
  expect(choosable('vehicles', developer, [])).toEqual(['none', 'read', 'write']);
  expect(choosable('vehicle-configuration', developer, [])).toEqual(['none', 'read']);
  expect(choosable('vehicle-commands', developer, [])).toEqual(['none']);
  expect(choosable('vehicle-commands', developer, ['vehicle-commands'])).toEqual(['none', 'write']);
  expect(choosable('api-clients', founderPermissions(), ['api-clients'])).toEqual(['none']);
});

it('begin with as much of a preset as the grantor may give', () => {
  const developer = presetPermissions('Developer');
  expect(within(presetPermissions('Fleet Manager'), developer, [])).toMatchObject({ vehicles: 'write', 'oem-credentials': 'read' });
  const given = permissionsOf(within(presetPermissions('Fleet Manager'), founderPermissions(), []));
  expect(given).toEqual(permissions.filter((one) => presetPermissions('Fleet Manager').includes(one) && mayBeOfClients(one)));
});
