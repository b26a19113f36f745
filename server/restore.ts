/** `npm run restore -- <backup>`: puts a backup into the configured place. Commands are on hold afterwards until a person of each fleet confirms. */
import { parseArgs } from 'node:util';
import { readPassphrase } from './backup/read-passphrase.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { loadConfig } from './config.ts';

const usage = 'npm run restore -- <backup folder> [--passphrase-file <file>] [--replace] [--without-keys]';

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'passphrase-file': { type: 'string' }, replace: { type: 'boolean' }, 'without-keys': { type: 'boolean' } },
  });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0) throw new Error(`Use: ${usage}`);
  const began_ms = performance.now();
  const { manifest, held, ended_messages, migrated, missing_keys, set_aside, shortened_logs } = await restoreBackup(loadConfig(), folder, {
    passphrase: readPassphrase(values['passphrase-file']),
    replace: values.replace ?? false,
    without_keys: values['without-keys'] ?? false,
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Restored what was there at ${manifest.taken_at}: ${rows} rows, ${((performance.now() - began_ms) / 1000).toFixed(1)} s.`);
  if (migrated.length > 0) console.log(`Database schema: ${migrated.join(', ')}.`);
  if (set_aside) console.log(`The former database is ${set_aside}.`);
  for (const missing of missing_keys) console.log(`Warning: ${missing}.`);
  for (const { fleet_id, was_at, is_at } of shortened_logs)
    console.log(`The audit log of ${fleet_id} had ${was_at} entries and ends at ${is_at} now.`);
  if (ended_messages > 0) console.log(`${ended_messages} mails and notifications that waited in it are not sent any more.`);
  console.log(
    `Commands are on hold in ${held.held.length} fleets, and ${held.expired + held.unknown} that were open are ended. ` +
      'Someone who manages users looks at the fleet and lets them go out again, on any page.',
  );
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
