'use client';
import { copyText } from '#components/map/copy-text.ts';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { SavedView } from '#lib/contract/saved-views.ts';
import type { SavedViewActions, SavedViewFields } from './saved-view-actions.ts';
import { viewLink, withView } from './saved-views.ts';

export interface SavedViewsOptions {
  actions: SavedViewActions;
  onViews: (change: (views: readonly SavedView[]) => readonly SavedView[]) => void;
}

/** What can be done with saved views; each says what came of it. */
export const useSavedViews = ({ actions, onViews }: SavedViewsOptions) => {
  const text = useText();
  const { t } = text;
  /** The view as the server keeps it now; undefined when it refused, which has been said then. */
  const take = (result: ActionResult<SavedView>): SavedView | undefined => {
    if (!result.ok) {
      notify.problem(result.problem, text);
      return undefined;
    }
    onViews((views) => withView(views, result.data));
    return result.data;
  };
  const save = async (fields: Parameters<SavedViewActions['create']>[0]['body']) => take(await actions.create({ body: fields }));
  const change = async ({ id }: SavedView, body: Partial<SavedViewFields>) => take(await actions.update({ params: { view_id: id }, body }));
  const remove = async ({ id, name, query, shared, is_default }: SavedView): Promise<boolean> => {
    const result = await actions.remove({ params: { view_id: id } });
    if (!result.ok) {
      notify.problem(result.problem, text);
      return false;
    }
    onViews((views) => views.filter((view) => view.id !== id));
    const undo = () => void save({ id, name, query, shared, is_default });
    notify.done(t('View “{name}” deleted', { name }), { action: { label: t('Undo'), onClick: undo } });
    return true;
  };
  const copyLink = async ({ id, name }: SavedView) => {
    const link = viewLink(id);
    if (await copyText(link)) notify.done(t('Link to “{name}” copied', { name }));
    else notify.warn(t('Copying is blocked'), { description: link });
  };
  return { save, change, remove, copyLink };
};
