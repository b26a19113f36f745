/** Programs that read events by AMQP. */
export const event_consumers = {
  '{count} of 5 consumers': '{count} von 5 Empfängern',
  '{name} is resumed': '{name} läuft wieder',
  '{name} is suspended': '{name} ist angehalten',
  'A booking system gets an account at the message broker and a queue per topic. Nothing is lost while it is away.':
    'Ein Buchungssystem bekommt ein Konto beim Nachrichtenbroker und eine Warteschlange je Thema. Solange es weg ist, geht nichts verloren.',
  'A queue has not been read for a day.': 'Eine Warteschlange wurde seit einem Tag nicht gelesen.',
  'A queue is nearly full: its oldest events will be dropped.':
    'Eine Warteschlange ist fast voll: Ihre ältesten Ereignisse werden bald verworfen.',
  'Add event consumer': 'Ereignisempfänger hinzufügen',
  'All changes of the state in one queue: locks, ignition, doors and so on':
    'Alle Änderungen des Zustands in einer Warteschlange: Schlösser, Zündung, Türen und so weiter',
  'Choose at least one topic.': 'Wählen Sie mindestens ein Thema.',
  'Connection…': 'Verbindung …',
  Consumers: 'Empfänger',
  'consumer|Resume': 'Fortsetzen',
  'Delete event consumer': 'Ereignisempfänger löschen',
  'Each state that a vehicle reports, with the whole state as it is then':
    'Jeder Zustand, den ein Fahrzeug meldet, mit dem ganzen Zustand zu dieser Zeit',
  'Each topic has a queue of its own. Events keep their order per vehicle within a queue.':
    'Jedes Thema hat eine eigene Warteschlange. Darin behalten die Ereignisse eines Fahrzeugs ihre Reihenfolge.',
  'Event consumers': 'Ereignisempfänger',
  'guide for event consumers': 'Anleitung für Ereignisempfänger',
  'How a program connects and what the messages hold: {page}.':
    'Wie ein Programm sich verbindet und was die Nachrichten enthalten: {page}.',
  'In per second': 'Ein pro Sekunde',
  'In queue': 'In Warteschlange',
  'Its connections are closed, and what lies in its queues is gone. This cannot be undone; to pause it, suspend it.':
    'Seine Verbindungen werden geschlossen, und was in seinen Warteschlangen liegt, ist weg. Das lässt sich nicht rückgängig machen; für eine Pause halten Sie ihn an.',
  'Make a new password': 'Neues Passwort erzeugen',
  'New password of {name}': 'Neues Passwort von {name}',
  'New password…': 'Neues Passwort …',
  'No program reads events by AMQP': 'Kein Programm liest Ereignisse über AMQP',
  'No reader': 'Niemand liest',
  'One per program. It hears what happens from now on.': 'Einer je Programm. Er erfährt, was von jetzt an geschieht.',
  'Queue of {topic}': 'Warteschlange von {topic}',
  'Read per second': 'Gelesen pro Sekunde',
  Server: 'Server',
  'Single changes of the state': 'Einzelne Änderungen des Zustands',
  Suspend: 'Anhalten',
  Suspended: 'Angehalten',
  'Suspended by a person: events wait in the log, for 7 days.': 'Von einer Person angehalten: Ereignisse warten im Protokoll, 7 Tage lang.',
  'The broker cannot be reached; events wait in the log.': 'Der Broker ist nicht erreichbar; Ereignisse warten im Protokoll.',
  'The broker takes nothing: it is short of memory or disk.': 'Der Broker nimmt nichts an: Ihm fehlt Arbeitsspeicher oder Plattenplatz.',
  'The end of each command, and its outcome when that is known later':
    'Das Ende jedes Befehls, und sein Ergebnis, wenn es erst später bekannt wird',
  'The password is shown only now. Copy it to where the program keeps its secrets.':
    'Das Passwort wird nur jetzt gezeigt. Kopieren Sie es dorthin, wo das Programm seine Geheimnisse verwahrt.',
  'The program is cut off until it has the new password. Nothing is lost meanwhile: events wait in its queues.':
    'Das Programm ist ausgesperrt, bis es das neue Passwort hat. Solange geht nichts verloren: Ereignisse warten in seinen Warteschlangen.',
  'This installation has no message broker. Its operator can name one in AMQP_URL; webhooks and the event stream work without.':
    'Diese Installation hat keinen Nachrichtenbroker. Ihr Betreiber kann einen in AMQP_URL angeben; Webhooks und der Ereignisstrom gehen ohne.',
  Topics: 'Themen',
  'Unread, dropped': 'Ungelesen, wird gelöscht',
  User: 'Benutzer',
  'Vehicles added, changed and removed: everything but their state':
    'Fahrzeuge hinzugefügt, geändert und entfernt: alles außer ihrem Zustand',
  'Virtual host': 'Virtueller Host',
  Warning: 'Warnung',
  'What lies in the queues of topics that you take away is gone: {topics}.':
    'Was in den Warteschlangen der abgewählten Themen liegt, ist weg: {topics}.',
} as const;
