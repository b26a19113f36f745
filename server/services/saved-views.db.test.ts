import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createSavedView, deleteSavedView, listSavedViews, updateSavedView } from './saved-views.ts';

describeOnBothDatabases('saved views', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let manager: Actor;
  let support: Actor;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
    manager = fleet.people['Fleet Manager'].actor;
    support = fleet.people.Support.actor;
  });

  const create = (actor: Actor, name: string, shared = false, id?: string) =>
    createSavedView(test.app, actor, { params: {}, query: {}, body: { name, query: 'status=moving', shared, is_default: false, id } });
  const change = (actor: Actor, view_id: string, body: Parameters<typeof updateSavedView>[2]['body']) =>
    updateSavedView(test.app, actor, { params: { view_id }, query: {}, body });
  const remove = (actor: Actor, view_id: string) => deleteSavedView(test.app, actor, { params: { view_id }, query: {}, body: undefined });
  const namesOf = async (actor: Actor) =>
    (await listSavedViews(test.app, actor, { params: {}, query: {}, body: undefined })).items.map(({ name }) => name);

  it('are seen by their owner until they are shared', async () => {
    const { id } = await create(manager, 'Airport');
    expect(await namesOf(support)).not.toContain('Airport');
    await expect(change(support, id, { name: 'Mine' })).rejects.toMatchObject({ kind: 'resource-not-found' });
    expect(await change(manager, id, { shared: true })).toMatchObject({ shared: true, own: true });
    expect(await namesOf(support)).toContain('Airport');
    await expect(remove(support, id)).rejects.toMatchObject({ kind: 'missing-permissions' });
    await expect(change(support, id, { name: 'Mine' })).rejects.toMatchObject({ kind: 'missing-permissions' });
    await remove(manager, id);
    expect(await namesOf(manager)).not.toContain('Airport');
  });

  it('are shared with the permission to change vehicles alone', async () => {
    await expect(create(support, 'Shared', true)).rejects.toMatchObject({ kind: 'missing-permissions' });
    const { id } = await create(support, 'Own');
    await expect(change(support, id, { shared: true })).rejects.toMatchObject({ kind: 'missing-permissions' });
    expect(await change(support, id, { name: 'Own, renamed' })).toMatchObject({ name: 'Own, renamed' });
    await remove(support, id);
  });

  it('can be the beginning of each person’s own page, one at a time', async () => {
    const [first, second] = [await create(manager, 'First', true), await create(manager, 'Second')];
    expect(await change(support, first.id, { is_default: true })).toMatchObject({ is_default: true, own: false });
    await change(manager, first.id, { is_default: true });
    await change(manager, second.id, { is_default: true });
    const defaults = async (actor: Actor) =>
      (await listSavedViews(test.app, actor, { params: {}, query: {}, body: undefined })).items
        .filter(({ is_default }) => is_default)
        .map(({ name }) => name);
    expect([await defaults(manager), await defaults(support)]).toEqual([['Second'], ['First']]);
    await change(manager, first.id, { is_default: false });
    expect(await defaults(manager)).toEqual(['Second']);
    await remove(manager, first.id);
    expect(await defaults(support)).toEqual([]);
    await remove(manager, second.id);
  });

  it('come back under their id after they were deleted, and not beside one that is there', async () => {
    const { id } = await create(manager, 'Night');
    await expect(create(manager, 'Night again', false, id)).rejects.toMatchObject({ kind: 'conflicting-resource' });
    await remove(manager, id);
    expect(await create(manager, 'Night', false, id)).toMatchObject({ id, name: 'Night' });
  });

  it('stay with whoever takes back what was shared', async () => {
    const other = (await fleet.addPerson('Fleet Manager')).actor;
    const { id } = await create(manager, 'Passed on', true);
    expect(await change(other, id, { shared: false })).toMatchObject({ own: true, owner: { id: other.id } });
    expect(await namesOf(manager)).not.toContain('Passed on');
  });
});
