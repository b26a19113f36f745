/** Read form: any id ever issued, ours have five characters. */
export const vehicle_id_pattern: RegExp = /^[0-9A-Z]{1,16}$/;

export const isVehicleId = (text: unknown): text is string => typeof text === 'string' && vehicle_id_pattern.test(text);
