import { GeoJSONSource } from 'maplibre-gl';
import type { FleetContext } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import type { Mark } from './marks.ts';
import { type Stack, spreadInPixels } from './stacks.ts';

const deepest_zoom = 18;
/** Members closer than this on the screen at the deepest zoom are not parted by coming closer. */
const inseparable_px = 24;
const ease_ms = 350;

const expandCluster = async (context: FleetContext, cluster_id: number, center: [number, number]) => {
  const { map, near_zoom } = context;
  const source = map.getSource(fleet_sources.overview);
  if (!(source instanceof GeoJSONSource)) return;
  // The clusters may have been built anew since this one was drawn: its number then says nothing, and two levels closer will do.
  const zoom = await source.getClusterExpansionZoom(cluster_id).catch(() => map.getZoom() + 2);
  map.easeTo({ center, zoom: Math.min(Math.max(zoom, map.getZoom() + 0.5), near_zoom + 0.2), duration: ease_ms });
};

const openStack = (context: FleetContext, stack: Stack, openFan: (stack_id: string) => void) => {
  const { map } = context;
  if (map.getZoom() < deepest_zoom - 0.2 && spreadInPixels(stack.members, deepest_zoom) > inseparable_px) {
    map.easeTo({ center: [stack.lon, stack.lat], zoom: Math.min(deepest_zoom, map.getZoom() + 2), duration: ease_ms });
  } else openFan(stack.id);
};

/** What a click or Enter does: a cluster comes closer, vehicles in one place fan out, a vehicle is selected. */
export const createActivation =
  (
    context: FleetContext,
    parts: { getStack: (id: string) => Stack | undefined; openFan: (id: string) => void; onSelect: (id: string) => void },
  ) =>
  (mark: Mark): void => {
    if (mark.kind === 'vehicle') parts.onSelect(mark.vehicle_id);
    else if (mark.kind === 'cluster') void expandCluster(context, mark.cluster_id, [mark.lon, mark.lat]);
    else {
      const stack = parts.getStack(mark.stack_id);
      if (stack) openStack(context, stack, parts.openFan);
    }
  };
