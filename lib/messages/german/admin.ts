/** Credentials of manufacturers. */
export const admin = {
  'Give them a name.': 'Geben Sie ihm einen Namen.',
  'This name is taken.': 'Dieser Name ist vergeben.',
  'The credentials have not been verified.': 'Der Zugang wurde nicht geprüft.',
  'Add credentials': 'Zugang hinzufügen',
  'The account with which Motorpool reaches a manufacturer’s service.':
    'Das Konto, mit dem Motorpool den Dienst eines Herstellers erreicht.',
  Brand: 'Marke',
  'How your people tell them apart, for example “Montevideo fleet”.': 'Woran man ihn erkennt, zum Beispiel „Flotte Montevideo“.',
  'Empty keeps the present one.': 'Leer bleibt das bisherige.',
  'Stored sealed; it is never shown again.': 'Wird versiegelt gespeichert und nie wieder angezeigt.',
  '{field} is needed.': '{field} fehlt.',
  '{count} stored': '{count} gespeichert',
  '{count} failing': '{count} gestört',
  'No credentials are stored': 'Keine Zugänge gespeichert',
  'Manufacturers whose service Motorpool asks for vehicles need an account of your fleet. They are verified before they are saved, and sealed.':
    'Hersteller, bei deren Dienst Motorpool Fahrzeuge abfragt, brauchen ein Konto Ihrer Flotte. Zugänge werden vor dem Speichern geprüft und versiegelt.',
  Health: 'Status',
  'Secret of {name} replaced': 'Geheimnis von {name} ersetzt',
  'All vehicles with {brand} units': 'Alle Fahrzeuge mit Einheiten von {brand}',
  'Asking…': 'Wird gefragt …',
  'Verify now': 'Jetzt prüfen',
  'Replace secret…': 'Geheimnis ersetzen …',
  '{count} vehicle uses these credentials, so they cannot be deleted.':
    '{count} Fahrzeug benutzt diesen Zugang; er lässt sich nicht löschen.',
  '{count} vehicles use these credentials, so they cannot be deleted.':
    '{count} Fahrzeuge benutzen diesen Zugang; er lässt sich nicht löschen.',
  'Show vehicles with {brand} units': 'Fahrzeuge mit Einheiten von {brand} zeigen',
  'The stored secret is erased. No vehicle of the fleet uses it; archived vehicles that did need new credentials when they are restored.':
    'Das gespeicherte Geheimnis wird gelöscht. Kein Fahrzeug der Flotte benutzt es; archivierte, die es benutzten, brauchen beim Wiederherstellen einen neuen Zugang.',
  'Delete credentials': 'Zugang löschen',
  '{count} failure': '{count} Fehlschlag',
  '{count} failures in a row': '{count} Fehlschläge in Folge',
  'last success {age}': 'letzter Erfolg {age}',
  'no success yet': 'noch kein Erfolg',
  'checked {age}': 'geprüft {age}',
  '{brand} sends states by itself. Enter this address there as the place to push to; until then Motorpool only learns what it asks for.':
    '{brand} sendet Zustände von selbst. Tragen Sie dort diese Adresse als Ziel ein; bis dahin erfährt Motorpool nur, wonach es fragt.',
  'Push address': 'Zieladresse',
  'Shown only now. Whoever knows it can hand in states; if it is lost or leaks, store the credentials anew.':
    'Wird nur jetzt gezeigt. Wer sie kennt, kann Zustände melden; geht sie verloren oder wird sie bekannt, legen Sie den Zugang neu an.',
  'The address is that of the gateway as this browser guesses it. The vendor must reach it from the internet over HTTPS: put your own host in front when a proxy stands before the gateway. The path must stay as it is.':
    'Die Adresse ist die des Gateways, wie dieser Browser sie vermutet. Der Hersteller muss sie aus dem Internet über HTTPS erreichen: Setzen Sie Ihren eigenen Host davor, wenn vor dem Gateway ein Proxy steht. Der Pfad muss bleiben.',
  'Write the new one.': 'Geben Sie das neue ein.',
  'Replace the secret of {name}': 'Geheimnis von {name} ersetzen',
  '{count} vehicle is reached with it from the moment it is saved.': '{count} Fahrzeug wird damit erreicht, sobald es gespeichert ist.',
  '{count} vehicles are reached with it from the moment it is saved.':
    '{count} Fahrzeuge werden damit erreicht, sobald es gespeichert ist.',
  'No vehicle uses it.': 'Kein Fahrzeug benutzt es.',
  'The secret stays, and it cannot be read back to check with. The vendor is asked right after saving.':
    'Das Geheimnis bleibt und lässt sich zum Prüfen nicht auslesen. Der Hersteller wird gleich nach dem Speichern gefragt.',
  'Save unchecked': 'Ungeprüft speichern',
  'Asking the vendor…': 'Hersteller wird gefragt …',
  'Verify again': 'Noch einmal prüfen',
  Verify: 'Prüfen',
  'They are not saved. Correct them and verify again.':
    'Der Zugang ist nicht gespeichert. Berichtigen Sie ihn, und prüfen Sie noch einmal.',
  'They can be saved unchecked: whether they work shows when the vendor is reached again.':
    'Der Zugang lässt sich ungeprüft speichern: Ob er gilt, zeigt sich, wenn der Hersteller wieder erreichbar ist.',
  '{count} unit is visible with them.': '{count} Einheit ist damit sichtbar.',
  '{count} units are visible with them.': '{count} Einheiten sind damit sichtbar.',
  '{brand} accepts these credentials.': '{brand} nimmt diesen Zugang an.',
  '{brand} refuses these credentials.': '{brand} weist diesen Zugang ab.',
  '{brand} could not be asked.': '{brand} war nicht erreichbar.',
  'No answer came.': 'Es kam keine Antwort.',
} as const;
