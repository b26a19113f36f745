/** Sign-in, first set-up and the presets of permissions. */
export const auth = {
  'Sign in': 'Anmelden',
  'As one of the demo people, or with your own account.': 'Als eine der Demo-Personen oder mit Ihrem eigenen Konto.',
  'To your fleet.': 'Bei Ihrer Flotte.',
  'The fleet is set up. Sign in with the account you just made.':
    'Die Flotte ist eingerichtet. Melden Sie sich mit dem Konto an, das Sie gerade angelegt haben.',
  'Write your e-mail address.': 'Geben Sie Ihre E-Mail-Adresse ein.',
  'Write your password.': 'Geben Sie Ihr Passwort ein.',
  'E-mail': 'E-Mail',
  Password: 'Passwort',
  'Signing in…': 'Wird angemeldet …',
  'E-mail or password is wrong. Check both and try again.':
    'E-Mail oder Passwort ist falsch. Prüfen Sie beides, und versuchen Sie es noch einmal.',
  'Sign-in was refused. Ask an administrator of the fleet whether your account is active.':
    'Die Anmeldung wurde abgewiesen. Fragen Sie die Flottenverwaltung, ob Ihr Konto aktiv ist.',
  'Motorpool did not answer. Check your connection and try again.':
    'Motorpool hat nicht geantwortet. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.',
  'Too many tries. Wait up to {count} minutes, then try again.':
    'Zu viele Versuche. Warten Sie bis zu {count} Minuten, und versuchen Sie es dann noch einmal.',
  'Too many tries. Wait {count} minute, then try again.':
    'Zu viele Versuche. Warten Sie {count} Minute, und versuchen Sie es dann noch einmal.',
  'Too many tries. Wait {count} minutes, then try again.':
    'Zu viele Versuche. Warten Sie {count} Minuten, und versuchen Sie es dann noch einmal.',
  'At least {count} characters.': 'Mindestens {count} Zeichen.',
  'At most {count} characters.': 'Höchstens {count} Zeichen.',
  '{count} more character.': 'Noch {count} Zeichen.',
  '{count} more characters.': 'Noch {count} Zeichen.',
  'Too easy to guess: it is mostly your own data.': 'Zu leicht zu erraten: Es besteht vor allem aus Ihren eigenen Daten.',
  'Too easy to guess: it repeats itself.': 'Zu leicht zu erraten: Es wiederholt sich.',
  'Acceptable; better without “{word}”.': 'Annehmbar; besser ohne „{word}“.',
  'Very good.': 'Sehr gut.',
  'Good.': 'Gut.',
  'Acceptable; a few words more make it much stronger.': 'Annehmbar; ein paar Wörter mehr machen es viel stärker.',
  'Set up Motorpool': 'Motorpool einrichten',
  'Nobody has an account yet. This makes your fleet and you its manager; it can be done once.':
    'Noch hat niemand ein Konto. Hier entsteht Ihre Flotte, und Sie verwalten sie; das geht nur einmal.',
  'One-time token': 'Einmal-Token',
  'Printed on the console when Motorpool started for the first time. It proves that you run this installation.':
    'Steht seit dem ersten Start von Motorpool auf der Konsole. Es belegt, dass Sie diese Installation betreiben.',
  'Fleet name': 'Name der Flotte',
  'Time zone': 'Zeitzone',
  'Times are shown in it.': 'In ihr werden Zeiten angezeigt.',
  'City or region': 'Stadt oder Region',
  'Your name': 'Ihr Name',
  'Setting up…': 'Wird eingerichtet …',
  'Set up the fleet': 'Flotte einrichten',
  'Copy the token from the console.': 'Kopieren Sie das Token von der Konsole.',
  'Give the fleet a name.': 'Geben Sie der Flotte einen Namen.',
  'Choose a time zone.': 'Wählen Sie eine Zeitzone.',
  'Write your name.': 'Geben Sie Ihren Namen ein.',
  'This is not an e-mail address.': 'Das ist keine E-Mail-Adresse.',
  'This is a demo fleet': 'Dies ist eine Demo-Flotte',
  'Vehicles and vendors are simulated on this computer. Choose who to be:':
    'Fahrzeuge und Hersteller werden auf diesem Computer simuliert. Wählen Sie, wer Sie sein wollen:',
  'Connects systems, edits vehicles; no commands.': 'Bindet Systeme an, bearbeitet Fahrzeuge; keine Befehle.',
  'May do everything, credentials included.': 'Darf alles, auch Zugänge verwalten.',
  'Finds, edits, commands and adds vehicles.': 'Findet, bearbeitet, steuert und ergänzt Fahrzeuge.',
  'Helps callers: finds, unlocks, archives.': 'Hilft am Telefon: findet, entriegelt, archiviert.',
  'Edits and commands vehicles; adds none.': 'Bearbeitet und steuert Fahrzeuge; fügt keine hinzu.',
  'Has permissions of its own.': 'Hat eigene Rechte.',
  Developer: 'Entwicklung',
  'Fleet Manager': 'Flottenleitung',
  'Operations Specialist': 'Betrieb',
  Support: 'Kundendienst',
  'Vehicle Maintenance': 'Wartungsdienst',
  'Set up': 'Einrichten',
  'Forgot the password?': 'Passwort vergessen?',
  'A person of your fleet lets you in again; this installation sends no mail.':
    'Eine Person Ihrer Flotte lässt Sie wieder hinein; diese Installation verschickt keine E-Mails.',
  'Write the address that you sign in with: a link for a new password is mailed to it.':
    'Geben Sie die Adresse ein, mit der Sie sich anmelden: An sie geht ein Link für ein neues Passwort.',
  'Mail me a link': 'Link zusenden',
  'Look into your mail box': 'Sehen Sie in Ihr Postfach',
  'If {email} belongs to an account, a mail with a link is on its way.':
    'Wenn zu {email} ein Konto gehört, ist eine E-Mail mit einem Link unterwegs.',
  'Nothing came? Look into the folder for unwanted mail, or ask somebody who manages the people of your fleet.':
    'Nichts gekommen? Sehen Sie im Ordner für unerwünschte E-Mails nach, oder fragen Sie jemanden, der die Personen Ihrer Flotte verwaltet.',
  'Ask somebody who manages the people of your fleet; call, or go there, so that they know it is you.':
    'Fragen Sie jemanden, der die Personen Ihrer Flotte verwaltet; rufen Sie an oder gehen Sie hin, damit klar ist, dass Sie es sind.',
  'Under Users they choose “Link for a new password…” beside your name and hand you the link.':
    'Unter „Personen“ wählt diese Person neben Ihrem Namen „Link für ein neues Passwort …“ und gibt Ihnen den Link.',
  'The link is good once, for 15 minutes: with it you choose a new password. A second factor is asked for all the same.':
    'Der Link gilt einmal und 15 Minuten lang: Damit wählen Sie ein neues Passwort. Ein zweiter Faktor wird trotzdem verlangt.',
  'When nobody else manages people, turn to whoever runs this installation.':
    'Wenn niemand sonst Personen verwaltet, wenden Sie sich an die Stelle, die diese Installation betreibt.',
  'Back to the sign-in': 'Zurück zur Anmeldung',
} as const;
