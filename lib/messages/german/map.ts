/** Words on the maps. */
export const map = {
  'Map of vehicles. Arrow keys move between marks, Enter opens, plus and minus zoom, Home shows the whole fleet.':
    'Karte der Fahrzeuge. Pfeiltasten wechseln die Markierung, Eingabe öffnet, Plus und Minus zoomen, Pos1 zeigt die ganze Flotte.',
  'Map of the vehicle and its trail': 'Karte des Fahrzeugs und seiner Spur',
  'Zoom in': 'Vergrößern',
  'Zoom out': 'Verkleinern',
  'Show where I am': 'Meinen Standort zeigen',
  'Your location is not available': 'Ihr Standort ist nicht verfügbar',
  'Show the whole fleet': 'Ganze Flotte zeigen',
  'Loading the map…': 'Karte wird geladen …',
  'This browser cannot draw the map because WebGL is switched off. The list shows the same vehicles.':
    'Dieser Browser kann die Karte nicht zeichnen, weil WebGL abgeschaltet ist. Die Liste zeigt dieselben Fahrzeuge.',
  'The base map could not be loaded. Vehicles are still shown.': 'Die Grundkarte ließ sich nicht laden. Fahrzeuge werden weiter gezeigt.',
  'position {age} old': 'Position {age} alt',
  'low energy': 'wenig Energie',
  Copied: 'Kopiert',
  'Could not copy': 'Kopieren nicht möglich',
  Navigate: 'Navigieren',
} as const;
