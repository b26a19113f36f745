import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { makePlace } from '#server/proofs/place.fixture.ts';
import { insertFleet, listFleets } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';

it('on PostgreSQL a connection that breaks within a transaction fails that transaction and nothing else', async () => {
  const { app } = await makePlace('PostgreSQL');
  const countConnection = async (pid: number | undefined) =>
    (await sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid}::int`.execute(app.db.read)).rows.length;
  const broken = write(app, async (tx) => {
    await insertFleet(tx, { id: 'GONE', name: 'Gone', time_zone: 'UTC', settings: '{}', created_at: 'now' });
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
    await sql`SELECT pg_terminate_backend(${rows[0]?.pid}::int)`.execute(app.db.read);
    await vi.waitFor(async () => expect(await countConnection(rows[0]?.pid)).toBe(0), { timeout: 60_000 });
    return listFleets(tx);
  });
  await expect(broken).rejects.toThrow();
  await write(app, (tx) => insertFleet(tx, { id: 'NEXT', name: 'Next', time_zone: 'UTC', settings: '{}', created_at: 'now' }));
  expect((await listFleets(app.db.read)).map(({ id }) => id)).toEqual(['NEXT']);
});
