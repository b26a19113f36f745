import type { VehicleModel } from '#lib/domain/telematics.ts';

export const cloudboxx_models: VehicleModel[] = [];
