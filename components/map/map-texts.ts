import { activities } from '#lib/display/vehicle-status.ts';
import type { Text } from '#lib/messages/text.ts';
import type { MapStatus } from './status-color.ts';

/** Every word the maps show or speak. */
export type MapTexts = {
  map_label: string;
  vehicle_map_label: string;
  zoom_in: string;
  zoom_out: string;
  locate: string;
  locate_unavailable: string;
  home: string;
  loading: string;
  no_webgl: string;
  basemap_failed: string;
  status: (status: MapStatus) => string;
  cluster: (count: number) => string;
  kilometers_per_hour: (speed: number) => string;
  position_age: (age: string) => string;
  low_energy: string;
  copy: string;
  copied: string;
  copy_failed: string;
  navigate: string;
  follow: string;
  unfollow: string;
  close: string;
};

export const mapTexts = ({ t, count, formatNumber }: Text): MapTexts => ({
  map_label: t('Map of vehicles. Arrow keys move between marks, Enter opens, plus and minus zoom, Home shows the whole fleet.'),
  vehicle_map_label: t('Map of the vehicle and its trail'),
  zoom_in: t('Zoom in'),
  zoom_out: t('Zoom out'),
  locate: t('Show where I am'),
  locate_unavailable: t('Your location is not available'),
  home: t('Show the whole fleet'),
  loading: t('Loading the map…'),
  no_webgl: t('This browser cannot draw the map because WebGL is switched off. The list shows the same vehicles.'),
  basemap_failed: t('The base map could not be loaded. Vehicles are still shown.'),
  status: (status) => t(activities[status].label),
  cluster: (vehicles) => count(vehicles, '1 vehicle', '{count} vehicles'),
  kilometers_per_hour: (speed) => formatNumber(speed, 'km/h'),
  position_age: (age) => t('position {age} old', { age }),
  low_energy: t('low energy'),
  copy: t('Copy coordinates'),
  copied: t('Copied'),
  copy_failed: t('Could not copy'),
  navigate: t('Navigate'),
  follow: t('Follow'),
  unfollow: t('Stop following'),
  close: t('Close'),
});
