/** Trips: their events, the page, and the vehicle's part of it. */
export const trips = {
  'Trip began': 'Fahrt begonnen',
  'Trip ended': 'Fahrt beendet',
  'Trip measured': 'Fahrt ausgewertet',
  'Trip discarded': 'Fahrt verworfen',
  'Trip discarded: shorter than a minute': 'Fahrt verworfen: kürzer als eine Minute',
  'Trip: {minutes} min': 'Fahrt: {minutes} min',
  'Trip: {kilometers} km in {minutes} min': 'Fahrt: {kilometers} km in {minutes} min',
} as const;
