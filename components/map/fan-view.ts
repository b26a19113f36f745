import { fanOffsets, largest_ring } from './fan-out.ts';
import { lineFeatures, type MapFeature, pointFeature } from './feature-update.ts';
import type { FleetContext } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import { nowOf } from './map-source.ts';
import { setFeatures } from './send-update.ts';
import type { Stack } from './stacks.ts';
import { namedState } from './vehicle-features.ts';

/** Spreads the vehicles of one stack around it, so that each can be pointed at. Distances stay the same on the screen at every zoom. */
export const createFanView = (context: FleetContext, getStack: (id: string) => Stack | undefined) => {
  const { map } = context;
  let open_id: string | undefined;
  let drawn_zoom = -1;

  const draw = () => {
    const stack = open_id === undefined ? undefined : getStack(open_id);
    if (!stack) {
      close();
      return;
    }
    drawn_zoom = map.getZoom();
    const hub = map.project([stack.lon, stack.lat]);
    const members = stack.members.toSorted((a, b) => a.label.localeCompare(b.label));
    const now_ms = nowOf(context.source);
    const features = fanOffsets(members.length).flatMap((offset, index): MapFeature[] => {
      const member = members[index];
      if (!member) return [];
      const { lng, lat } = map.unproject([hub.x + offset.x, hub.y + offset.y]);
      const end = { lon: lng, lat };
      const mark = pointFeature(member.id, { ...namedState(member, now_ms, context.language), ...end });
      const leg = members.length <= largest_ring ? lineFeatures(`leg:${member.id}`, [stack, end]) : [];
      return [...leg, mark];
    });
    void setFeatures(map, fleet_sources.fan, features);
  };

  const close = () => {
    if (open_id === undefined) return;
    open_id = undefined;
    void setFeatures(map, fleet_sources.fan, []);
  };

  const onZoom = () => {
    if (open_id === undefined) return;
    if (map.getZoom() < context.near_zoom) close();
    else if (Math.abs(map.getZoom() - drawn_zoom) > 0.02) draw();
  };
  map.on('zoom', onZoom);

  return {
    open: (stack_id: string) => {
      open_id = stack_id;
      draw();
    },
    /** The stacks were built anew: the open one may have changed or be gone. */
    refresh: () => {
      if (open_id !== undefined) draw();
    },
    isOpen: () => open_id !== undefined,
    close,
    dispose: () => map.off('zoom', onZoom),
  };
};
