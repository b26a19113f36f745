/** Six decimals are a tenth of a metre. */
export const formatCoordinates = (lat: number, lon: number): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

/** An address that opens the phone's own navigation (RFC 5870); the query names the place. */
export const geoUri = (lat: number, lon: number, label: string): string => {
  const place = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  return `geo:${place}?q=${place}(${encodeURIComponent(label)})`;
};

/** For devices without a navigation app; opened by a click only, so the map itself asks no other host. */
export const directionsUrl = (lat: number, lon: number): string =>
  `https://www.openstreetmap.org/directions?to=${lat.toFixed(6)}%2C${lon.toFixed(6)}`;

/** A page that is still visible after this time was not left for a navigation app. */
const app_start_ms = 1200;

/**
 * On a phone, tries the navigation app and falls back to the web; returns true when it took the click over.
 * With a mouse, the link's own address is followed.
 */
export const openNavigation = (place: { lat: number; lon: number; label: string }): boolean => {
  if (!window.matchMedia('(pointer: coarse)').matches) return false;
  const timer = setTimeout(() => {
    if (!document.hidden) window.location.assign(directionsUrl(place.lat, place.lon));
  }, app_start_ms);
  document.addEventListener('visibilitychange', () => clearTimeout(timer), { once: true });
  window.location.assign(geoUri(place.lat, place.lon, place.label));
  return true;
};
