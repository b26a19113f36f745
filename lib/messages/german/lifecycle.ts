/** Adding vehicles, units and models. */
export const lifecycle = {
  'It serves {vehicle}.': 'Sie ist in {vehicle}.',
  'Its vehicle id is {id}. Archive that vehicle to free the unit.':
    'Seine Fahrzeugnummer ist {id}. Archivieren Sie es, um die Einheit freizugeben.',
  'Unverified: needs the {brand} partner document.': 'Ungeprüft: Die Partnerunterlagen von {brand} fehlen.',
  'Known from public code; try it on one vehicle first.': 'Aus öffentlichem Code bekannt; zuerst an einem Fahrzeug ausprobieren.',
  'The capabilities are stated by the vendor’s documents.': 'Die Fähigkeiten stehen in den Unterlagen des Herstellers.',
  'The capabilities come from one public implementation. Try each command once before you rely on it.':
    'Die Fähigkeiten stammen aus einer öffentlichen Umsetzung. Probieren Sie jeden Befehl einmal aus, bevor Sie sich darauf verlassen.',
  'The capabilities are inferred, not documented. Try each command on this vehicle before you rely on it.':
    'Die Fähigkeiten sind erschlossen, nicht belegt. Probieren Sie jeden Befehl an diesem Fahrzeug aus, bevor Sie sich darauf verlassen.',
  'Brand of the telematics unit': 'Marke der Telematikeinheit',
  'no credentials: units report to Motorpool': 'kein Zugang nötig: Einheiten melden sich bei Motorpool',
  'one account for many vehicles': 'ein Konto für viele Fahrzeuge',
  'a password per unit': 'ein Passwort je Einheit',
  'Built into the vehicle': 'Ab Werk eingebaut',
  'Retrofitted unit': 'Nachgerüstet',
  'lists its units': 'führt seine Einheiten auf',
  '{label} typed by hand': '{label} von Hand',
} as const;
