/** The search for vehicles near a place. */
export const radius = {
  'Which vehicles were near a place, in up to 24 hours': 'Welche Fahrzeuge waren in der Nähe eines Ortes, in bis zu 24 Stunden',
  Search: 'Suchen',
  'Every search is recorded in the audit log, with its place and time and how many vehicles it found.':
    'Jede Suche wird im Prüfprotokoll festgehalten, mit Ort, Zeit und der Zahl der gefundenen Fahrzeuge.',
  'No vehicle was measured there': 'Dort wurde kein Fahrzeug gemessen',
  'Only measured positions count: who drove past between two of them is not found. Try a larger radius or a longer time.':
    'Nur gemessene Positionen zählen: Wer zwischen zweien vorbeifuhr, wird nicht gefunden. Versuchen Sie einen größeren Umkreis oder eine längere Zeit.',
  'Vehicles nearby': 'Fahrzeuge in der Nähe',
  '{count} vehicle was there': '{count} Fahrzeug war dort',
  '{count} vehicles were there': '{count} Fahrzeuge waren dort',
  'closest {distance}': 'am nächsten {distance}',
  'The search could not be made': 'Die Suche war nicht möglich',
  'Click the map to place the circle': 'Klicken Sie in die Karte, um den Kreis zu setzen',
  'A number from −90 to 90': 'Eine Zahl von −90 bis 90',
  'A number from −180 to 180': 'Eine Zahl von −180 bis 180',
  'From 1 to 5,000 metres': 'Von 1 bis 5.000 Meter',
  'A day and a time': 'Ein Tag und eine Uhrzeit',
  'Later than the beginning': 'Später als der Beginn',
  'At most 24 hours after the beginning': 'Höchstens 24 Stunden nach dem Beginn',
} as const;
