/** What mails say. 'Choose a new password' stands with the people. */
export const mails = {
  'Sent by Motorpool at {address}.': 'Gesendet von Motorpool, {address}.',
  'Invitation to the fleet {fleet}': 'Einladung zur Flotte {fleet}',
  '{name} invites you to the fleet {fleet} in Motorpool.': '{name} lädt Sie zur Flotte {fleet} in Motorpool ein.',
  'The link is good for one acceptance, until {until}. Whoever has an account already joins with it.':
    'Der Link gilt für eine Annahme, bis {until}. Wer schon ein Konto hat, tritt damit bei.',
  'If you do not know who this is, do nothing: without the link nothing happens.':
    'Wenn Sie nicht wissen, wer das ist, tun Sie nichts: Ohne den Link geschieht nichts.',
  'Accept the invitation': 'Einladung annehmen',
  'A new password for Motorpool': 'Ein neues Passwort für Motorpool',
  'Somebody, probably you, asked for a new password for this address.':
    'Jemand, vermutlich Sie, hat für diese Adresse ein neues Passwort angefordert.',
  'The link is good once, for 15 minutes. You are then signed out everywhere, and a second factor is asked for all the same.':
    'Der Link gilt einmal und 15 Minuten lang. Danach sind Sie überall abgemeldet, und ein zweiter Faktor wird trotzdem verlangt.',
  'If it was not you, do nothing: your password stays as it is.':
    'Wenn Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
} as const;
