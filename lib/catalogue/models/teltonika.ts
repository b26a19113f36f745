import type { VehicleModel } from '#lib/domain/telematics.ts';

export const teltonika_models: VehicleModel[] = [];
