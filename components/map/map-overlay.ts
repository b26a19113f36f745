import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapChange } from './map-source.ts';
import type { Mark } from './marks.ts';
import type { Place } from './motion.ts';

/** The tip beside the mark under the pointer, the ring about the mark with the keyboard's focus, and the spoken text; plain elements, no React. */
export const createMapOverlay = (map: MapLibreMap, toWords: (mark: Mark) => string[], newestPlace: (mark: Mark) => Place | undefined) => {
  const container = map.getContainer();
  const make = (class_name: string, attributes: Record<string, string>) => {
    const element = document.createElement('div');
    element.className = class_name;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    container.append(element);
    return element;
  };
  const tip = make('motorpool-map-tip', { hidden: '', 'aria-hidden': 'true' });
  const ring = make('motorpool-map-ring', { hidden: '', 'aria-hidden': 'true' });
  const spoken = make('motorpool-map-spoken', { 'aria-live': 'polite', role: 'status' });
  let hovered: Mark | undefined;
  let focused: Mark | undefined;
  let has_words = false;

  const write = () => {
    const mark = focused ?? hovered;
    const [name, ...words] = mark ? toWords(mark) : [];
    has_words = name !== undefined;
    const title = document.createElement('strong');
    title.textContent = name ?? '';
    tip.replaceChildren(title, document.createTextNode(words.length > 0 ? ` ${words.join(' · ')}` : ''));
    return name === undefined ? [] : [name, ...words];
  };

  const place = () => {
    const mark = focused ?? hovered;
    tip.hidden = !mark || !has_words;
    ring.hidden = !focused;
    if (!mark) return;
    const { x, y } = map.project([mark.lon, mark.lat]);
    const half = tip.offsetWidth / 2 + 8;
    const left = Math.min(Math.max(x, half), container.clientWidth - half);
    tip.style.transform = `translate(${left}px, ${y}px) translate(-50%, ${y < 70 ? '26px' : 'calc(-100% - 22px)'})`;
    ring.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
  };

  map.on('move', place);

  return {
    hover: (mark: Mark | undefined) => {
      if (!mark && !hovered) return;
      const is_new = mark?.key !== hovered?.key;
      hovered = mark;
      if (is_new && !focused) write();
      place();
    },
    focus: (mark: Mark | undefined) => {
      focused = mark;
      spoken.textContent = write().join(', ');
      place();
    },
    /** Vehicles changed: the tip tells their newest state; it is spoken again only when the status is another. */
    refresh: (change: MapChange) => {
      const mark = focused ?? hovered;
      if (mark?.kind !== 'vehicle' || (change !== 'all' && !change.includes(mark.vehicle_id))) return;
      const { lon, lat } = newestPlace(mark) ?? mark;
      mark.lon = lon;
      mark.lat = lat;
      place();
      const words = write();
      const summary = words.slice(0, 2).join(', ');
      if (focused && !spoken.textContent?.startsWith(summary)) spoken.textContent = summary;
    },
    say: (text: string) => {
      spoken.textContent = text;
    },
    remove: () => {
      map.off('move', place);
      for (const element of [tip, ring, spoken]) element.remove();
    },
  };
};
