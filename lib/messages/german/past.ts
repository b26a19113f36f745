/** The fleet page at a moment of the past. */
export const past = {
  'Look back': 'Zurückblicken',
  'The past': 'Vergangenheit',
  'Shown: {moment}': 'Gezeigt: {moment}',
  'Moment shown': 'Gezeigter Moment',
  'Time that the slider spans': 'Zeitspanne des Reglers',
  'One minute back': 'Eine Minute zurück',
  'One minute on': 'Eine Minute weiter',
  Play: 'Abspielen',
  'Playing speed': 'Abspieltempo',
} as const;
