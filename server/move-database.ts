/** `npm run move-database -- --from <motorpool.db> --to postgres://…`: moves a stopped installation from SQLite to PostgreSQL. */
import { parseArgs } from 'node:util';
import { moveDatabase } from './backup/move-database.ts';

const usage = 'npm run move-database -- --from <data folder>/motorpool.db --to postgres://…';

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  const { from, to } = values;
  if (!from || !to || !/^postgres(ql)?:\/\//.test(to)) throw new Error(`Use: ${usage}`);
  const began_ms = performance.now();
  const moved = await moveDatabase(from, to);
  for (const { name, rows, digest } of moved) if (rows > 0) console.log(`${String(rows).padStart(10)}  ${name}  ${digest.slice(0, 16)}`);
  const rows = moved.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${rows} rows of ${moved.length} tables arrived as they left, in ${((performance.now() - began_ms) / 1000).toFixed(1)} s.`);
  console.log('Set DATABASE_URL to the new database and keep the data folder: its keys belong to it. The old file starts no more.');
  console.log('Commands are on hold until someone who manages users lets them go out again, on any page.');
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
