export type MapLanguage = 'en' | 'de';

/** Every word the maps show or speak. */
export type MapTexts = {
  map_label: string;
  vehicle_map_label: string;
  zoom_in: string;
  zoom_out: string;
  locate: string;
  locate_unavailable: string;
  home: string;
  loading: string;
  no_webgl: string;
  basemap_failed: string;
  cluster: (count: number) => string;
  kilometers_per_hour: (speed: number) => string;
  position_age: (age: string) => string;
  low_energy: string;
  copy: string;
  copied: string;
  copy_failed: string;
  navigate: string;
  follow: string;
  unfollow: string;
  close: string;
};

export const map_texts: Record<MapLanguage, MapTexts> = {
  en: {
    map_label: 'Map of vehicles. Arrow keys move between marks, Enter opens, plus and minus zoom, Home shows the whole fleet.',
    vehicle_map_label: 'Map of the vehicle and its trail',
    zoom_in: 'Zoom in',
    zoom_out: 'Zoom out',
    locate: 'Show where I am',
    locate_unavailable: 'Your location is not available',
    home: 'Show the whole fleet',
    loading: 'Loading map …',
    no_webgl: 'This browser cannot draw the map because WebGL is switched off. The list shows the same vehicles.',
    basemap_failed: 'The base map could not be loaded. Vehicles are still shown.',
    cluster: (count) => `${count} vehicles`,
    kilometers_per_hour: (speed) => `${Math.round(speed)} km/h`,
    position_age: (age) => `position ${age} old`,
    low_energy: 'low energy',
    copy: 'Copy coordinates',
    copied: 'Copied',
    copy_failed: 'Could not copy',
    navigate: 'Navigate',
    follow: 'Follow',
    unfollow: 'Stop following',
    close: 'Close',
  },
  de: {
    map_label:
      'Karte der Fahrzeuge. Pfeiltasten wechseln die Markierung, Eingabe öffnet, Plus und Minus zoomen, Pos1 zeigt die ganze Flotte.',
    vehicle_map_label: 'Karte des Fahrzeugs und seiner Spur',
    zoom_in: 'Vergrößern',
    zoom_out: 'Verkleinern',
    locate: 'Meinen Standort zeigen',
    locate_unavailable: 'Ihr Standort ist nicht verfügbar',
    home: 'Ganze Flotte zeigen',
    loading: 'Karte wird geladen …',
    no_webgl: 'Dieser Browser kann die Karte nicht zeichnen, weil WebGL abgeschaltet ist. Die Liste zeigt dieselben Fahrzeuge.',
    basemap_failed: 'Die Grundkarte konnte nicht geladen werden. Fahrzeuge werden weiter gezeigt.',
    cluster: (count) => `${count} Fahrzeuge`,
    kilometers_per_hour: (speed) => `${Math.round(speed)} km/h`,
    position_age: (age) => `Position ${age} alt`,
    low_energy: 'wenig Energie',
    copy: 'Koordinaten kopieren',
    copied: 'Kopiert',
    copy_failed: 'Kopieren nicht möglich',
    navigate: 'Navigieren',
    follow: 'Folgen',
    unfollow: 'Nicht mehr folgen',
    close: 'Schließen',
  },
};
