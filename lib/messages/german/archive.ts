/** Vehicles that left the fleet. */
export const archive = {
  '{vehicle} is archived again': '{vehicle} ist wieder archiviert',
  '{vehicle} is back in the fleet': '{vehicle} ist wieder in der Flotte',
  'It counts as offline until it reports.': 'Bis es sich meldet, gilt es als offline.',
  'Archived vehicles are kept for {days} days, then erased.': 'Archivierte Fahrzeuge werden {days} Tage aufbewahrt, dann gelöscht.',
  'Search the archive': 'Archiv durchsuchen',
  'Plate, name, VIN, model, unit or vehicle id': 'Kennzeichen, Name, FIN, Modell, Einheit, Nummer',
  '{vehicle} was removed for good.': '{vehicle} wurde endgültig gelöscht.',
  'Erased: master data, tags and fields, states, events, commands and trail. Kept: one entry of the audit log with the id {id} and your name.':
    'Gelöscht: Stammdaten, Tags und Felder, Zustände, Ereignisse, Befehle und Spur. Aufbewahrt: ein Eintrag im Prüfprotokoll mit der Nummer {id} und Ihrem Namen.',
  'The archive could not be loaded': 'Das Archiv ließ sich nicht laden',
  'The archive could not be read again; what you see may be out of date.':
    'Das Archiv ließ sich nicht neu laden; was Sie sehen, kann veraltet sein.',
  'No archived vehicle matches': 'Kein archiviertes Fahrzeug passt',
  'The archive is empty': 'Das Archiv ist leer',
  'The search covers plates, names, VINs, models, unit ids and vehicle ids.':
    'Gesucht wird in Kennzeichen, Namen, FIN, Modellen, Einheiten- und Fahrzeugnummern.',
  'Vehicles that are archived from their page appear here and can be restored.':
    'Fahrzeuge, die auf ihrer Seite archiviert werden, erscheinen hier und lassen sich wiederherstellen.',
  'Clear the search': 'Suche leeren',
  'Archived vehicles': 'Archivierte Fahrzeuge',
  Plate: 'Kennzeichen',
  Model: 'Modell',
  'event|Archived': 'Archiviert',
  'Kept for': 'Restzeit',
  'Show more': 'Mehr zeigen',
  Restore: 'Zurückholen',
  'Remove…': 'Löschen …',
  '{vehicle} was not restored.': '{vehicle} wurde nicht zurückgeholt.',
  'Its unit {unit} serves another vehicle now.': 'Seine Einheit {unit} ist jetzt in einem anderen Fahrzeug.',
  'Erased from {instant}': 'Wird ab {instant} gelöscht',
  'erased within a day': 'wird binnen eines Tages gelöscht',
  'last day': 'letzter Tag',
  '{count} days': '{count} Tage',
  'Remove {vehicle} for good?': '{vehicle} endgültig löschen?',
  'Its master data, states, events, commands and trail are erased now. Nobody can bring them back.':
    'Stammdaten, Zustände, Ereignisse, Befehle und Spur werden jetzt gelöscht. Niemand kann sie zurückholen.',
  'Remove for good': 'Endgültig löschen',
  'Type {name} to confirm': 'Zum Bestätigen {name} eingeben',
  'This is not {name}.': 'Das ist nicht {name}.',
} as const;
