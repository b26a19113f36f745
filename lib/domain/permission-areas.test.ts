import { expect, it } from 'vitest';
import { permissions } from './access.ts';
import { areaOf, permission_areas, permissionsOfArea } from './permission-areas.ts';

it('every permission has its area, and every area its permissions', () => {
  expect([...new Set(permissions.map(areaOf))].sort()).toEqual(permission_areas.map(({ area }) => area).sort());
  const listed = permission_areas.flatMap(({ area }) => Object.values(permissionsOfArea(area)));
  expect(listed.sort()).toEqual([...permissions].sort());
});
