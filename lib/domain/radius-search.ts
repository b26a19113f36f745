/** Bounds of a search for vehicles near a place (platform.md 9.2). */
export const largest_radius_in_meters = 5000;
export const longest_span_in_hours = 24;
