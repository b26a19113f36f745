import type { ActionResult } from '#lib/client/action-result.ts';
import type { SavedView } from '#lib/contract/saved-views.ts';

export type SavedViewFields = Pick<SavedView, 'name' | 'query' | 'shared' | 'is_default'>;

/** Server actions of saved views that the page hands down. */
export interface SavedViewActions {
  create: (input: {
    body: Partial<SavedViewFields> & Pick<SavedView, 'name' | 'query'> & { id?: string };
  }) => Promise<ActionResult<SavedView>>;
  update: (input: { params: { view_id: string }; body: Partial<SavedViewFields> }) => Promise<ActionResult<SavedView>>;
  remove: (input: { params: { view_id: string } }) => Promise<ActionResult<void>>;
}
