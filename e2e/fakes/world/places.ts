import { pick, type Random } from './random.ts';

/** Quarters of Montevideo in which the vehicles stand; `weight` is how many of them. Radius in metres. */
export interface Quarter {
  tag: string;
  lon: number;
  lat: number;
  radius_m: number;
  weight: number;
}

export const quarters: Quarter[] = [
  { tag: 'centro', lon: -56.188, lat: -34.9055, radius_m: 1000, weight: 18 },
  { tag: 'ciudad_vieja', lon: -56.2055, lat: -34.907, radius_m: 600, weight: 8 },
  { tag: 'cordon', lon: -56.173, lat: -34.9, radius_m: 900, weight: 12 },
  { tag: 'parque_rodo', lon: -56.168, lat: -34.911, radius_m: 700, weight: 7 },
  { tag: 'pocitos', lon: -56.1515, lat: -34.9085, radius_m: 1000, weight: 16 },
  { tag: 'punta_carretas', lon: -56.159, lat: -34.922, radius_m: 700, weight: 6 },
  { tag: 'tres_cruces', lon: -56.165, lat: -34.893, radius_m: 700, weight: 8 },
  { tag: 'buceo', lon: -56.132, lat: -34.9, radius_m: 1000, weight: 7 },
  { tag: 'malvin', lon: -56.106, lat: -34.893, radius_m: 1000, weight: 5 },
  { tag: 'carrasco', lon: -56.06, lat: -34.885, radius_m: 1300, weight: 5 },
  { tag: 'prado', lon: -56.2, lat: -34.864, radius_m: 1100, weight: 4 },
  { tag: 'aeropuerto', lon: -56.0265, lat: -34.8395, radius_m: 500, weight: 4 },
];

export const pickQuarter = (random: Random): Quarter => {
  let rest = random() * quarters.reduce((sum, quarter) => sum + quarter.weight, 0);
  for (const quarter of quarters) {
    rest -= quarter.weight;
    if (rest < 0) return quarter;
  }
  return pick(random, quarters);
};

/** Where vehicles are charged and kept. `workshop` also holds those in repair. */
export const hub_radius_m = 90;

export interface Hub {
  id: string;
  lon: number;
  lat: number;
  workshop?: true;
}

export const hubs: Hub[] = [
  { id: 'tres_cruces', lon: -56.1657, lat: -34.8938 },
  { id: 'pocitos', lon: -56.1493, lat: -34.9076 },
  { id: 'ciudad_vieja', lon: -56.2035, lat: -34.9069 },
  { id: 'carrasco', lon: -56.0585, lat: -34.8812 },
  { id: 'aeropuerto', lon: -56.0262, lat: -34.8391 },
  { id: 'la_comercial', lon: -56.1729, lat: -34.8839, workshop: true },
];
