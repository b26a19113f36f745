/** `npm run backup -- <folder> [--passphrase-file <file>] [--keep <n>]`: a backup of the running installation, in a new folder below that one. */
import { parseArgs } from 'node:util';
import { readPassphrase } from './backup/read-passphrase.ts';
import { takeBackup } from './backup/take-backup.ts';
import { loadConfig } from './config.ts';

const usage = 'npm run backup -- <folder> [--passphrase-file <file>] [--keep <number>]';

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'passphrase-file': { type: 'string' }, keep: { type: 'string' } },
  });
  const [folder, ...others] = positionals;
  const keep = values.keep === undefined ? undefined : Number(values.keep);
  if (!folder || others.length > 0 || (keep !== undefined && !(Number.isInteger(keep) && keep > 0))) throw new Error(`Use: ${usage}`);
  const began_ms = performance.now();
  const { path, manifest } = await takeBackup(loadConfig(), folder, {
    keep,
    passphrase: readPassphrase(values['passphrase-file']),
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = manifest.files.reduce((sum, file) => sum + file.size_in_bytes, 0) / 1e6;
  const seconds = (performance.now() - began_ms) / 1000;
  console.log(
    `Backup ${path}: ${rows} rows, ${megabytes.toFixed(1)} MB, ${seconds.toFixed(1)} s${manifest.encryption ? ', encrypted' : ''}.`,
  );
  console.log('The keys are not part of it: keep a copy of the keys folder in another place.');
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
