import { Configuration } from '#lib/domain/configuration.ts';
import { problemType } from '#lib/domain/problem.ts';
import { AdapterFailure, type UnitSession } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { listPendingConfigurations, type PendingConfiguration, settleConfiguration } from '#server/store/unit-configurations.ts';
import { write } from '#server/store/write.ts';

const look_ms = 1000;
const page = 500;
/** After a try that proved nothing. */
const pause_ms = 30_000;

/** Tells connected units what they are to be set to. Being told twice does no harm, so whatever proves nothing is tried again. */
export const createConfigurator = (
  app: App,
  findSession: (brand: string, unit_id: string) => UnitSession | undefined,
): { start(): void; stop(): Promise<void> } => {
  const under_way = new Map<string, Promise<void>>();
  const not_before = new Map<string, number>();
  let after = '';
  let timer: NodeJS.Timeout | undefined;

  const tell = async (row: PendingConfiguration, session: UnitSession): Promise<void> => {
    const configuration = Configuration.parse(JSON.parse(row.configuration));
    try {
      await session.configure?.(row.feature, configuration);
      await write(app, (tx) => settleConfiguration(tx, row, { status: 'APPLIED', applied_at: nowAt(app) }));
    } catch (error) {
      app.log.warn({ vehicle_id: row.vehicle_id, feature: row.feature, err: error }, 'Unit not configured');
      const refused = error instanceof AdapterFailure && ['unit', 'unsupported'].includes(error.kind);
      if (!refused) not_before.set(row.vehicle_id, performance.now() + pause_ms);
      else await write(app, (tx) => settleConfiguration(tx, row, { status: 'FAILED', problem_type: problemType('telematics-unit/error') }));
    }
  };

  const look = async (): Promise<void> => {
    const rows = await listPendingConfigurations(app.db.read, after, page);
    after = rows.length === page ? (rows.at(-1)?.vehicle_id ?? '') : '';
    for (const [vehicle_id, ms] of not_before) if (ms < performance.now()) not_before.delete(vehicle_id);
    for (const row of rows) {
      const session = findSession(row.telematics_brand, row.telematics_unit_id);
      if (!session?.configure || under_way.has(row.vehicle_id) || not_before.has(row.vehicle_id)) continue;
      const telling = tell(row, session)
        .catch((error: unknown) => app.log.error({ err: error }, 'Configuration not noted'))
        .finally(() => under_way.delete(row.vehicle_id));
      under_way.set(row.vehicle_id, telling);
    }
  };

  return {
    start: () => {
      const quietly = () => void look().catch((error: unknown) => app.log.error({ err: error }, 'Configurations could not be read'));
      timer = setInterval(quietly, look_ms);
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all(under_way.values());
    },
  };
};
