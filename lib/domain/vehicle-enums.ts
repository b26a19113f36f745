import { z } from 'zod';

export const LifeStatus = z.enum(['ONLINE', 'OFFLINE']);
export const OperationStatus = z.enum(['OPERATING', 'GARAGE', 'BROKEN', 'INACTIVE']);
export const RentalStatus = z.enum(['IN_RENTAL', 'NOT_IN_RENTAL']);
export const FuelType = z.enum(['ELECTRIC', 'PETROL', 'DIESEL', 'HYBRID', 'PLUG_IN_HYBRID', 'LPG', 'CNG', 'HYDROGEN', 'OTHER']);
export const Transmission = z.enum(['AUTOMATIC', 'MANUAL']);
export const VehicleType = z.enum(['CAR', 'MOPED', 'KICKSCOOTER', 'TRUCK', 'VAN', 'BICYCLE', 'DEV_KIT', 'OTHER']);

export type LifeStatus = z.infer<typeof LifeStatus>;
export type OperationStatus = z.infer<typeof OperationStatus>;
export type RentalStatus = z.infer<typeof RentalStatus>;
export type VehicleType = z.infer<typeof VehicleType>;
