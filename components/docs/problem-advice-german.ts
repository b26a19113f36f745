/** What screens take from the advice on problems, in German. The pages under `/docs/problems` are English alone. */
import type { ProblemKind } from '#lib/domain/problem.ts';
import type { ProblemOwner } from './problem-advice.ts';

export const german_owner_texts: Record<ProblemOwner, string> = {
  client: 'Die Anfrage muss sich ändern.',
  vehicle: 'Es liegt am Fahrzeug oder an seiner Einheit.',
  third_party: 'Es liegt am Dienst des Herstellers.',
  us: 'Es liegt an Motorpool.',
};

export const german_first_advice: Record<ProblemKind, string> = {
  'validation-error': 'Berichtigen Sie die genannten Stellen.',
  'referenced-resource-not-found': 'Prüfen Sie die Nummern, die die Anfrage nennt.',
  'missing-credentials': 'Melden Sie sich noch einmal an.',
  'invalid-credentials': 'Melden Sie sich noch einmal an.',
  'forbidden-resource': 'Fordern Sie ein Token an, das diesen Umfang enthält.',
  'missing-permissions': 'Bitten Sie die Flottenverwaltung um das Recht.',
  'resource-not-found': 'Prüfen Sie die Nummer; ein entferntes Fahrzeug kann im Archiv sein.',
  'method-not-allowed': 'Benutzen Sie eine der Methoden, die der Kopf `Allow` nennt.',
  'conflicting-resource': 'Lösen Sie, was genannt ist, und versuchen Sie es dann noch einmal.',
  'vehicle/command-not-supported': 'Sehen Sie nach, welche Fähigkeiten das Fahrzeug hat.',
  'vehicle/conflicting-command': 'Warten Sie, bis der laufende Befehl geklärt ist; das Befehlsprotokoll zeigt ihn.',
  'vehicle/conflicting-state': 'Warten Sie, bis das Fahrzeug mit ausgeschalteter Zündung steht, und versuchen Sie es dann noch einmal.',
  'vehicle/conflicting-setup-status': 'Schließen Sie die Einrichtung in der Konfiguration des Fahrzeugs ab.',
  'vehicle/shared-with-partner': 'Beenden Sie die Freigabe, oder bitten Sie den Partner, den Befehl zu senden.',
  'incompatible-telematics-unit-model': 'Lassen Sie die Einstellung weg, oder bauen Sie ein Einheitenmodell ein, das sie hat.',
  'incompatible-installation-variant': 'Lassen Sie die Einstellung weg, oder ändern Sie den Einbau.',
  'resource-modified': 'Laden Sie neu, sehen Sie die Änderung an, und wiederholen Sie Ihre, falls sie noch passt.',
  'payload-too-large': 'Senden Sie weniger auf einmal, in mehreren Anfragen.',
  'unsupported-media-type': 'Senden Sie JSON mit `Content-Type: application/json`.',
  'idempotency-key-reused': 'Nehmen Sie für eine neue Anfrage einen neuen Schlüssel, den alten nur, um dieselbe zu wiederholen.',
  'too-many-requests': 'Warten Sie einen Moment, und versuchen Sie es dann noch einmal.',
  'internal-server-error':
    'Versuchen Sie es noch einmal; bleibt es dabei, nennen Sie die Flow-ID der Stelle, die diese Installation betreibt.',
  'telematics-unit/error': 'Fragen Sie den Zustand des Fahrzeugs ab, und versuchen Sie es dann noch einmal.',
  'third-party/error':
    'Versuchen Sie es in einigen Minuten noch einmal; bleibt es dabei, prüfen Sie die Zugänge und fragen Sie den Hersteller.',
  'service-unavailable': 'Warten Sie einen Moment, und versuchen Sie es dann noch einmal.',
  'vehicle/no-connection': 'Prüfen Sie den letzten Kontakt des Fahrzeugs; es kann in einer Tiefgarage oder ohne Netz sein.',
  'vehicle/command-outcome-unknown':
    'Sehen Sie den Zustand des Fahrzeugs und das Befehlsprotokoll an, bevor Sie den Befehl noch einmal senden.',
};
