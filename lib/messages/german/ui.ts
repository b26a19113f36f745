/** Controls of every page. */
export const ui = {
  Choose: 'Auswählen',
  'Search…': 'Suchen …',
  'Nothing found': 'Nichts gefunden',
  optional: 'optional',
  'Hide what is typed': 'Eingabe verbergen',
  'Show what is typed': 'Eingabe zeigen',
  Messages: 'Meldungen',
} as const;
