/** How the setup of a unit at its vendor goes. */
export const setup = {
  'Setup in progress.': 'Die Einrichtung läuft.',
  'Until it is done the vehicle takes no commands.': 'Bis sie abgeschlossen ist, nimmt das Fahrzeug keine Befehle an.',
  'The setup failed.': 'Die Einrichtung ist fehlgeschlagen.',
  'Clear this up with the manufacturer, then begin anew. If the car cannot be connected, archive the vehicle.':
    'Klären Sie das mit dem Hersteller und beginnen Sie dann neu. Lässt sich das Auto nicht verbinden, archivieren Sie das Fahrzeug.',
  'Begin the setup anew': 'Einrichtung neu beginnen',
  'The setup is done. The vehicle takes commands now.': 'Die Einrichtung ist abgeschlossen. Das Fahrzeug nimmt jetzt Befehle an.',
  'The car can be connected.': 'Das Auto lässt sich verbinden.',
  'The manufacturer registers the car.': 'Der Hersteller registriert das Auto.',
  'The car is registered.': 'Das Auto ist registriert.',
  'The registration failed; it is tried again in an hour.':
    'Die Registrierung ist fehlgeschlagen; in einer Stunde folgt ein neuer Versuch.',
  'The manufacturer has not confirmed the registration yet.': 'Der Hersteller hat die Registrierung noch nicht bestätigt.',
  'The services are ordered. The car must be reached and started once.':
    'Die Dienste sind bestellt. Das Auto muss erreicht und einmal gestartet werden.',
  '{active} of {total} services are active. The car must be reached and started once.':
    '{active} von {total} Diensten sind aktiv. Das Auto muss erreicht und einmal gestartet werden.',
  'The manufacturer says that this car has no connectivity.': 'Laut Hersteller hat dieses Auto keine Datenverbindung.',
  'The manufacturer cannot register this car.': 'Der Hersteller kann dieses Auto nicht registrieren.',
  'The manufacturer offers no service for {names} on this car.': 'Der Hersteller bietet für dieses Auto keinen Dienst für {names} an.',
  'A service could not be activated on this car.': 'Ein Dienst ließ sich auf diesem Auto nicht aktivieren.',
  'The model of this vehicle is not in the catalogue.': 'Das Modell dieses Fahrzeugs steht nicht im Katalog.',
  "The manufacturer's service could not be asked; it is tried again.":
    'Der Dienst des Herstellers war nicht zu erreichen; es folgt ein neuer Versuch.',
} as const;
