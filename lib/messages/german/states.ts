/** Small parts of every page: failures, loading, copying, asking before an act. */
export const states = {
  'Copy {what}': '{what} kopieren',
  'Copying is blocked': 'Kopieren ist gesperrt',
  'Loading {what}…': '{what}: wird geladen …',
  'Motorpool cannot be reached': 'Motorpool ist nicht erreichbar',
  Reason: 'Grund',
  'The server did not answer. Check your connection; what you see may be out of date.':
    'Der Server hat nicht geantwortet. Prüfen Sie Ihre Verbindung; was Sie sehen, ist vielleicht nicht mehr aktuell.',
  'The rest of the page goes on.': 'Der Rest der Seite läuft weiter.',
  'This part of the page failed': 'Dieser Teil der Seite ist ausgefallen',
  'Try again': 'Noch einmal versuchen',
  'Write why, so that others can follow.': 'Schreiben Sie, warum, damit andere es nachvollziehen können.',
  '{what} copied': '{what} kopiert',
  'archived vehicles': 'Archivierte Fahrzeuge',
  brands: 'Marken',
  credentials: 'Zugänge',
  events: 'Ereignisse',
  models: 'Modelle',
  timeline: 'Verlauf',
  vehicle: 'Fahrzeug',
  vehicles: 'Fahrzeuge',
} as const;
