import type { VehicleModel } from '#lib/domain/telematics.ts';

export const niu_models: VehicleModel[] = [];
