import { allows, mayBeOfClients, type Permission, permissions } from '#lib/domain/access.ts';
import { areaOf, permission_areas, permissionsOfArea } from '#lib/domain/permission-areas.ts';

export type Grade = 'none' | 'read' | 'write';
/** By area; an area that is absent has none. */
export type Grades = Readonly<Record<string, Grade>>;

export const gradesOf = (held: readonly Permission[]): Grades =>
  Object.fromEntries(
    permission_areas.flatMap(({ area }): [string, Grade][] => {
      const { read, write } = permissionsOfArea(area);
      if (write && held.includes(write)) return [[area, 'write']];
      return read && held.includes(read) ? [[area, 'read']] : [];
    }),
  );

/** In the order of the table of permissions. */
export const permissionsOf = (grades: Grades): Permission[] =>
  permissions.filter((permission) => grades[areaOf(permission)] === (permission.endsWith('.ro') ? 'read' : 'write'));

export type Grantee = 'clients' | 'people';

/** What the person may give in an area: what he holds himself, and what is held already. Programs cannot hold everything. */
export const choosable = (area: string, grantor: readonly Permission[], held: readonly Permission[], of: Grantee = 'clients'): Grade[] => {
  const { read, write } = permissionsOfArea(area);
  const may = (permission: Permission | undefined): boolean =>
    permission !== undefined &&
    (of === 'people' || mayBeOfClients(permission)) &&
    (allows(grantor, permission) || allows(held, permission));
  return ['none', ...(may(read) ? (['read'] as const) : []), ...(may(write) ? (['write'] as const) : [])];
};

/** As much of the wanted permissions as the person may give: reading where writing is not his to give. */
export const within = (
  wanted: readonly Permission[],
  grantor: readonly Permission[],
  held: readonly Permission[],
  of: Grantee = 'clients',
): Grades =>
  Object.fromEntries(
    Object.entries(gradesOf(wanted)).flatMap(([area, grade]) => {
      const choices = choosable(area, grantor, held, of);
      if (choices.includes(grade)) return [[area, grade]];
      return choices.includes('read') ? [[area, 'read' as const]] : [];
    }),
  );
