import { explainCheckFailure } from '../credential-values.ts';
import type { Credentials, DiscoveredUnit, HttpAdapter } from '../port.ts';
import { listVins, removeVin } from './account.ts';
import { attachUnit } from './attach.ts';
import { getToken } from './client.ts';
import { sendCommand } from './commands.ts';
import { accountSettings } from './settings.ts';
import { translateMessages } from './translate.ts';

const hour_ms = 3_600_000;

async function* discoverUnits(credentials: Credentials, context: Parameters<HttpAdapter['sendCommand']>[3]): AsyncIterable<DiscoveredUnit> {
  for (const unit_id of await listVins({ credentials, context })) yield { unit_id };
}

/** Mercedes-Benz Connectivity Services: commands by REST, their results and all state by Kafka. There is no way to ask for a state. */
export const mercedes_benz_adapter: HttpAdapter = {
  brand: 'MERCEDES_BENZ',
  async verifyCredentials(credentials, context) {
    try {
      return { ok: true, units_visible: (await listVins({ credentials, context })).length };
    } catch (error) {
      return explainCheckFailure(error);
    }
  },
  discoverUnits,
  attachUnit: (credentials, unit, progress, context) => attachUnit({ credentials, context }, unit, progress),
  detachUnit: (credentials, unit_id, context) => removeVin({ credentials, context }, unit_id),
  sendCommand: (credentials, unit, order, context) => sendCommand({ credentials, context }, unit, order),
  stream: {
    open: (credentials, context) => {
      const { kafka_bootstrap, topic, group_id } = accountSettings(credentials);
      return context.kafka.open({
        bootstrap: kafka_bootstrap,
        topic,
        group_id,
        client_id: 'motorpool',
        getToken: () => getToken({ credentials, context }),
      });
    },
    translate: translateMessages,
    // The vendor keeps messages for 24 h.
    alarm_lag_ms: 6 * hour_ms,
  },
  limits: { max_concurrent_per_credentials: 5 },
};
