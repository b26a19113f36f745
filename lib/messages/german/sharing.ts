/** Vehicles that two fleets use. */
export const sharing = {
  'Change or end…': 'Ändern oder beenden …',
  'Empty: it ends when you end it.': 'Leer: sie endet, wenn Sie sie beenden.',
  'End now': 'Jetzt beenden',
  'Ends at ({zone})': 'Endet am ({zone})',
  'Ids of fleets to share vehicles with, separated by spaces. They must name this fleet too: {fleet_id}.':
    'Kennungen der Flotten, mit denen Fahrzeuge geteilt werden, durch Leerzeichen getrennt. Sie müssen auch diese Flotte nennen: {fleet_id}.',
  'Partner fleet': 'Partnerflotte',
  'Partner fleets': 'Partnerflotten',
  Share: 'Freigeben',
  'Share vehicle…': 'Fahrzeug freigeben …',
  'Share {vehicle}': '{vehicle} freigeben',
  'Shared by {fleet}': 'Geteilt von {fleet}',
  'Shared with {fleet}': 'Geteilt mit {fleet}',
  'Sharing changed': 'Freigabe geändert',
  'Sharing of {vehicle}': 'Freigabe von {vehicle}',
  'Sharing…': 'Freigabe …',
  'The partner commands it meanwhile; you edit it.': 'Der Partner steuert es in dieser Zeit; Sie bearbeiten es.',
  'The partner fleet sees and commands the vehicle meanwhile. Your fleet edits it and cannot command it.':
    'Die Partnerflotte sieht und steuert das Fahrzeug in dieser Zeit. Ihre Flotte bearbeitet es und kann es nicht steuern.',
  'The sharing has ended': 'Die Freigabe ist beendet',
  'There is no partner fleet. Both fleets name each other in their settings first.':
    'Es gibt keine Partnerflotte. Beide Flotten nennen zuerst einander in ihren Einstellungen.',
  'You may see and command it; the owner edits it.': 'Sie dürfen es sehen und steuern; der Eigentümer bearbeitet es.',
  fleets: 'Flotten',
  '{fleet} commands it while it is shared.': '{fleet} steuert es, solange es geteilt ist.',
  '{vehicle} is shared': '{vehicle} ist freigegeben',
} as const;
