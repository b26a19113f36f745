/** Process entry of the gateway: listeners, pollers, vendor pushes, commands. The only process that opens vendor secrets. */
import { hostname } from 'node:os';
import { adapters } from '#server/adapters/registry.ts';
import { createApp } from '#server/app.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { tryCheckpointFolder } from '#server/gateway/audit-checkpoints.ts';
import { startGateway } from '#server/gateway/gateway.ts';

const stop_limit_ms = 4_000;

const main = async () => {
  const config = loadConfig();
  const app = await createApp(config, 'gateway');
  // It may be any gateway's turn to write there; vehicles do not wait for it.
  await tryCheckpointFolder(config.audit_checkpoint_folder).catch((error: unknown) =>
    app.log.error({ folder: config.audit_checkpoint_folder, err: error }, 'Checkpoints of the audit log cannot be written there'),
  );
  const gateway = await startGateway({
    app,
    private_key: readPrivateKey(dataPaths(config.data_dir).keys),
    adapters,
    push: { host: config.gateway_host, port: config.gateway_port },
    listeners: Object.entries(config.unit_listeners).map(([brand, place]) => ({ brand, ...place })),
    allow_private_addresses: config.demo,
    // SQLite is one machine's, and takes one gateway.
    ...(config.database_url && { nameAt: (push_port: number) => config.gateway_name ?? `${hostname()}:${push_port}` }),
    onDeposed: () => {
      app.log.error('Another gateway of this name is in office, or this one was silent for too long; it ends');
      process.exit(3);
    },
  });
  app.log.info({ push_port: gateway.push_port, ...gateway.listener_ports }, 'Gateway is ready');
  process.send?.({ type: 'ready', push_port: gateway.push_port, listener_ports: gateway.listener_ports });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stop_limit_ms).unref();
    await gateway.stop();
    await app.db.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
