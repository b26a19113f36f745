import { enterOffice, type Post, postOf } from '#server/gateway/office.ts';
import { newId } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from './app.fixture.ts';

/** A gateway enters office, without anything that it does there. One of the same name is put out. */
export const takeOffice = async ({ app }: Pick<TestApp, 'app'>, name = 'gateway'): Promise<Post> => {
  const id = newId();
  const now = new Date(app.clock()).toISOString();
  const { epoch } = await write(app, (tx) => enterOffice(tx, { id, name, address: 'test', now, expires_at: '9999' }));
  return postOf(id, epoch);
};

/** The leases of one who has them all. */
export const all_leases = {
  enter: () => () => {},
  seek: async () => () => {},
  holds: () => true,
  isHeld: async () => true,
};
