import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import type { MasterData } from '#lib/domain/vehicle.ts';
import type { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import type { VehicleKind } from './vehicle-kinds.ts';

/** A long rental drives on for good, with breaks. A short one ends at the next destination, when the booking system ends it. */
export type RentalKind = 'long' | 'short';

/** One vehicle as a demo or benchmark begins: what the fleet records about it and how it is found on the street. Plain data. */
export interface ScenarioVehicle {
  brand: TelematicsBrand;
  unit_id: string;
  vehicle_model_id: string;
  extensions: string[];
  master_data: MasterData;
  custom_fields: Record<string, string>;
  tags: string[];
  operation_status: OperationStatus;

  kind: VehicleKind;
  electric: boolean;
  situation: 'parked' | 'driving' | 'charging' | 'out_of_service';
  rental?: RentalKind;
  lon: number;
  lat: number;
  heading: number;
  mileage_km: number;
  energy_percent: number;
  locked: boolean;
  driving_enabled: boolean;
  /** Silent since so many hours. */
  offline_hours?: number;
  /** Its last fix is so many hours old, though the unit still speaks. */
  stale_position_hours?: number;
}

export interface Scenario {
  seed: number;
  vehicles: ScenarioVehicle[];
  /** Left the fleet; on no street any more. */
  archived: ScenarioVehicle[];
  /** Bought and equipped, but in no fleet yet: vendors that list their units offer them. They stand in the workshop. */
  spare: ScenarioVehicle[];
}
