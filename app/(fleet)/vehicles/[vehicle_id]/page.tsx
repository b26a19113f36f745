import { notFound } from 'next/navigation';
import { default_kinds, typesOf } from '#components/events/event-kinds.ts';
import { VehiclePage } from '#components/vehicle/vehicle-page.tsx';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listCommandLog } from '#server/services/commands.ts';
import { queryEventLog } from '#server/services/events.ts';
import { getFreshness } from '#server/services/freshness.ts';
import { getUnitSetup } from '#server/services/lifecycle.ts';
import { getLatestVehicleState, getVehicle } from '#server/services/vehicles.ts';
import * as actions from './actions.ts';

interface Props {
  params: Promise<{ vehicle_id: string }>;
}

const command_count = 20;
const timeline_count = 50;

const missingToNotFound = (error: unknown): never => {
  if (Problem.is(error) && error.kind === 'resource-not-found') notFound();
  throw error;
};

/** Reads everything the page shows first; the live stream goes on from there. */
const load = async (vehicle_id: string) => {
  const { app, actor, viewer } = await requirePage('vehicles.ro');
  const call = { params: { vehicle_id }, query: {}, body: undefined };
  const types = typesOf(default_kinds);
  const with_log = allows(viewer.permissions, 'events-trips.ro');
  const vehicle = await getVehicle(app, actor, call).catch(missingToNotFound);
  const [freshness, state, log, timeline, setup] = await Promise.all([
    getFreshness(app, actor, call),
    getLatestVehicleState(app, actor, call),
    with_log ? listCommandLog(app, actor, { ...call, query: { limit: command_count } }) : undefined,
    with_log
      ? queryEventLog(app, actor, {
          params: {},
          query: {},
          body: { vehicle_id, limit: timeline_count, ...(types && { event_types: types }) },
        })
      : undefined,
    allows(viewer.permissions, 'vehicle-lifecycle') && !vehicle.archived_at
      ? getUnitSetup(app, actor, call).catch(() => undefined)
      : undefined,
  ]);
  return { viewer, vehicle, freshness, state, log, timeline, setup };
};

export const generateMetadata = pageTitle('Vehicle');

export default async function Page({ params }: Props) {
  const vehicle_id = VehicleId.safeParse(decodeURIComponent((await params).vehicle_id)).data ?? notFound();
  const { viewer, vehicle, freshness, state, log, timeline, setup } = await load(vehicle_id);
  const brand = findBrand(vehicle.telematics_unit.brand);
  return (
    <QueryProvider>
      <VehiclePage
        key={vehicle.id}
        initial={{ vehicle, state, commands: log?.items ?? [] }}
        timeline={timeline}
        unit={{
          unit_id_label: brand?.unit_id_label ?? 'Unit',
          pace: { expected_interval_seconds: freshness.expected_interval_seconds, silence_seconds: freshness.silence_seconds },
          has_password: brand?.authentication === 'INDIVIDUAL',
          evidence: setup?.evidence,
          setup,
        }}
        permissions={viewer.permissions}
        me={viewer.id}
        fleet_id={viewer.fleet.id}
        actions={{ ...actions }}
      />
    </QueryProvider>
  );
}
