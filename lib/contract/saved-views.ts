import { z } from 'zod';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const area = 'Saved views';

/** What the fleet page's address says: filter, sort, columns, layout and place of the map. */
export const FleetPageQuery = z
  .string()
  .max(4000)
  .regex(/^[A-Za-z0-9%&=+*,._-]*$/, 'As in an address, behind `?`')
  .describe('Filter, sort, columns and place of the map, as the address of the fleet page has them behind `?`');

const fields = {
  name: z.string().max(100).trim().min(1),
  query: FleetPageQuery,
  shared: z.boolean().describe('Everyone of the fleet sees it; needs the permission `vehicles`'),
  is_default: z.boolean().describe('The caller’s fleet page begins with it; one view at most'),
};

export const NewSavedView = z.strictObject({
  name: fields.name,
  query: fields.query,
  shared: fields.shared.default(false),
  is_default: fields.is_default.default(false),
  id: z.ulid().optional().describe('Of a view that was deleted: links to it work again'),
});
export const SavedViewPatch = z.strictObject(fields).partial();

export const SavedView = z.object({
  id: z.ulid(),
  ...fields,
  own: z.boolean().describe('The caller made it'),
  owner: z.object({ id: z.string(), name: z.string() }),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
});
export type SavedView = z.infer<typeof SavedView>;

const of_views = { area, ours: true, permission: 'vehicles.ro' } as const;
const params = z.strictObject({ view_id: z.ulid() });

export const saved_view_operations = {
  listSavedViews: operation({
    ...routes.listSavedViews,
    ...of_views,
    summary: 'List the views of the fleet page: one’s own, and those that are shared',
    output: items(SavedView),
  }),
  createSavedView: operation({
    ...routes.createSavedView,
    ...of_views,
    summary: 'Save a view',
    body: NewSavedView,
    status: 201,
    output: SavedView,
  }),
  updateSavedView: operation({
    ...routes.updateSavedView,
    ...of_views,
    summary: 'Change, rename, share or prefer a view',
    params,
    body: SavedViewPatch,
    output: SavedView,
  }),
  deleteSavedView: operation({ ...routes.deleteSavedView, ...of_views, summary: 'Delete a view', params }),
};
