import type { StateReport } from '#lib/domain/telematics.ts';
import type { CommandOrder, CommandOutcome, CredentialCheck, Credentials, PolledAdapter } from '#server/adapters/port.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import type { TestApp } from './app.fixture.ts';

type Properties = StateReport['properties'];

/** The real gateway, with one adapter in place of all vendors: it does what `script` says and counts what reached it. */
export const startScriptedGateway = async (
  { app, private_key }: Pick<TestApp, 'app' | 'private_key'>,
  brand = 'NIU',
  check: CredentialCheck = { ok: true },
) => {
  const script = {
    /** What becomes of a command; the order and its number are told. */
    send: async (_order: CommandOrder): Promise<CommandOutcome> => ({ status: 'succeeded' }),
    check,
    /** State of every vehicle, measured now. */
    state: {} as Properties,
  };
  const orders: CommandOrder[] = [];
  const checked: Credentials[] = [];
  const report = (unit_id: string): StateReport => {
    const received_at = new Date(app.clock()).toISOString();
    return { brand, unit_id, received_at, contact_at: received_at, properties: script.state };
  };
  const adapter: PolledAdapter = {
    brand,
    verifyCredentials: async (credentials) => {
      checked.push(credentials);
      return script.check;
    },
    async *discoverUnits() {
      yield { unit_id: 'NBSG999999999999', model_hint: 'N1' };
    },
    fetchState: async (_credentials, unit) => report(unit.unit_id),
    sendCommand: async (_credentials, _unit, order) => {
      orders.push(order);
      return script.send(order);
    },
    limits: { min_poll_seconds: 3600, parked_poll_seconds: 3600, driving_poll_seconds: 3600, max_concurrent_per_credentials: 1 },
  };
  const gateway = await startGateway({
    app,
    private_key,
    adapters: [adapter],
    push: { host: '127.0.0.1', port: 0 },
    listeners: [],
    allow_private_addresses: true,
    onDeposed: () => {},
  });
  return { gateway, script, orders, checked, stop: () => gateway.stop() };
};
export type ScriptedGateway = Awaited<ReturnType<typeof startScriptedGateway>>;
