/** Bounds and choices of a fleet's settings, for contract, gateway and screens. */
export const trip_triggers = ['DRIVING_ENABLED', 'IGNITION', 'RENTAL_STATUS'] as const;

export const usual_history_days = 30;
/** What streams can resume must be there, with the whole record before it: 7 days and one. */
export const least_history_days = 8;
export const longest_history_days = 3650;
export const usual_removal_days = 365;
