/** The process behind a demo fleet: plays the telematics vendors, the vehicles in the streets and a booking system. Needs what the seed left. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPaths, loadConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { saveMail } from './smtp/save-mail.ts';
import { readDemoFile } from './world/demo-file.ts';
import { runDemo } from './world/run-demo.ts';
import { WorldSnapshot } from './world/snapshot.ts';

const config = loadConfig();
const log = createLog('demo', config.log_level);
const snapshot_path = join(config.data_dir, 'demo-world.json');

const readSnapshot = (): WorldSnapshot => {
  if (!existsSync(snapshot_path)) return {};
  try {
    return WorldSnapshot.parse(JSON.parse(readFileSync(snapshot_path, 'utf8')));
  } catch {
    log.warn('The saved positions cannot be read; every vehicle is back where the demo begins');
    return {};
  }
};

const saveSnapshot = (snapshot: WorldSnapshot): void => {
  writeFileSync(`${snapshot_path}.new`, JSON.stringify(snapshot));
  renameSync(`${snapshot_path}.new`, snapshot_path);
};

const main = async (): Promise<void> => {
  const { gateway_host, gateway_port, unit_listeners } = config;
  const running = await runDemo({
    demo: readDemoFile(dataPaths(config.data_dir).demo),
    api_url: `http://${config.host}:${config.port}/api/v1`,
    gateway_url: `http://${gateway_host}:${gateway_port}`,
    unit_listeners,
    snapshot: readSnapshot(),
    saveSnapshot,
    clock: Date.now,
    onMail: (mail) =>
      log.info({ file: saveMail(dataPaths(config.data_dir).demo_mails, mail, Date.now()) }, `A mail to ${mail.to.join(', ')}`),
    log: (message) => log.info(message),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void running.stop().finally(() => process.exit(0)));
  }
  process.send?.({ type: 'ready' });
};

main().catch((error: unknown) => {
  log.error({ reason: error instanceof Error ? error.message : String(error) }, 'The demo fleet cannot start');
  process.exit(1);
});
