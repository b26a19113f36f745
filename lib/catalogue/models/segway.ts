import type { VehicleModel } from '#lib/domain/telematics.ts';

export const segway_models: VehicleModel[] = [];
