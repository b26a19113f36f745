import type { Permission } from '#lib/domain/access.ts';

/** The signed-in person, as far as screens need to know. */
export interface Viewer {
  id: string;
  name: string;
  email: string;
  /** Name of the permission preset, where the person has one. */
  preset?: string;
  permissions: Permission[];
  fleet: { id: string; name: string; time_zone: string };
}
