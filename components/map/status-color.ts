/** What a vehicle is doing, as the map and the table show it. The order is the order of urgency. */
export const map_statuses = ['alarm', 'moving', 'charging', 'idle', 'parked', 'offline'] as const;
export type MapStatus = (typeof map_statuses)[number];

/** Outline of the mark, so that the status can be told without its colour. */
export type StatusShape = 'triangle' | 'arrow' | 'bolt' | 'ring' | 'dot' | 'cross';

export type StatusStyle = { light: string; dark: string; shape: StatusShape };

/** The one table of status → colour and shape. Colours reach a contrast of 3:1 on the map's land in their theme. */
export const status_styles: Record<MapStatus, StatusStyle> = {
  alarm: { light: '#d92d20', dark: '#f4645b', shape: 'triangle' },
  moving: { light: '#15803d', dark: '#3ccb7a', shape: 'arrow' },
  charging: { light: '#0b76d1', dark: '#4aa8f5', shape: 'bolt' },
  idle: { light: '#c2740a', dark: '#f2b03c', shape: 'ring' },
  parked: { light: '#52617a', dark: '#9aa8be', shape: 'dot' },
  offline: { light: '#7c8797', dark: '#77818f', shape: 'cross' },
};

/** Colour of a status in a theme, as `#rrggbb`. */
export const statusColor = (status: MapStatus, theme: 'light' | 'dark'): string => status_styles[status][theme];
