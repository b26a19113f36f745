/** What a stranger with a position link sees. */
export const position = {
  'It has ended, was revoked, or is not complete. Ask whoever sent it for a new one.':
    'Er ist abgelaufen, wurde widerrufen oder ist unvollständig. Bitten Sie um einen neuen.',
  'Load this page again once the vehicle has told one.': 'Laden Sie die Seite neu, sobald das Fahrzeug eine gemeldet hat.',
  'No position is known yet': 'Noch ist keine Position bekannt',
  'Position:': 'Position:',
  'Shared position': 'Geteilte Position',
  'This link does not work': 'Dieser Link funktioniert nicht',
  'This link ends': 'Dieser Link endet',
} as const;
