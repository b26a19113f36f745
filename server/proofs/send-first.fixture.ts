import type { KeyObject } from 'node:crypto';
import { findModel } from '#lib/catalogue/catalogue.ts';
import { createBrandGuard } from '#server/adapters/brand-guard.ts';
import { isSocketAdapter } from '#server/adapters/port.ts';
import { findAdapter } from '#server/adapters/registry.ts';
import type { App } from '#server/app.ts';
import { claim } from '#server/gateway/claim.ts';
import { succeedIn } from '#server/gateway/command-steps.ts';
import { enterOffice, postOf } from '#server/gateway/office.ts';
import { createCredentialsVault } from '#server/gateway/open-credentials.ts';
import { newId } from '#server/ids.ts';
import { type CommandRow, listCommandsByStatus } from '#server/store/commands.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';

/** The fault that the order of things in the dispatcher exists to prevent: the command leaves first and is claimed when its answer has come. */
export const startSendFirstGateway = async (app: App, private_key: KeyObject): Promise<void> => {
  const id = newId();
  const now = new Date(app.clock()).toISOString();
  const { epoch } = await write(app, (tx) => enterOffice(tx, { id, name: 'gateway', address: '', now, expires_at: '9999' }));
  const post = postOf(id, epoch);
  const guard = createBrandGuard({ allow_private_addresses: true });
  const vault = createCredentialsVault(app, private_key, () => guard);
  const under_way = new Set<string>();

  const sendThenClaim = async (command: CommandRow) => {
    const vehicle = await findVehicle(app.db.read, command.fleet_id, command.vehicle_id);
    const model = vehicle && findModel(vehicle.vehicle_model_id);
    const adapter = vehicle && findAdapter(vehicle.telematics_brand);
    const opened = vehicle?.credentials_id ? await vault.open(vehicle.fleet_id, vehicle.credentials_id) : undefined;
    if (!vehicle || !model || !adapter || isSocketAdapter(adapter) || !opened) return;
    const unit = { unit_id: vehicle.telematics_unit_id, model, settings: {} };
    const order = { command_id: command.id, capability: command.command, expires_at: command.expires_at };
    await adapter.sendCommand(opened.credentials, unit, order, opened.context(command.flow_id));
    const claimed = await claim(app, post, command, { vehicle, model });
    if (claimed) await write(app, (tx, emit) => succeedIn(app, tx, emit, claimed, 'ANSWER'));
  };

  setInterval(() => {
    const look = async () => {
      for (const command of await listCommandsByStatus(app.db.read, ['REQUESTED'])) {
        if (under_way.has(command.id)) continue;
        under_way.add(command.id);
        sendThenClaim(command).catch(() => {});
      }
    };
    look().catch(() => {});
  }, 5);
};
