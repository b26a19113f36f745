import type { Secret } from '#lib/domain/secret.ts';
import { AdapterFailure } from '../port.ts';
import { terminator } from './frame.ts';

/** A command without what every command has in front and behind: `AT+<message>=<password>,<parameters>,<serial>$`. */
export interface TrackCommand {
  message: string;
  parameters: string[];
}

/** Keeps separators, terminators and line ends out of a command. */
const parameter_form = /^[0-9A-Za-z ?._-]*$/;
const password_form = /^[0-9A-Za-z]+$/;

/** The frame as it stands on the wire. It holds the password in clear text: never log it. Throws `AdapterFailure`. */
export const composeCommand = ({ message, parameters }: TrackCommand, password: Secret, serial: string): string => {
  if (!password_form.test(password.reveal())) throw new AdapterFailure('setup', 'The stored password has characters that no unit takes');
  if (!parameters.every((parameter) => parameter_form.test(parameter)))
    throw new AdapterFailure('setup', 'A parameter of the command is malformed');
  return `AT+${message}=${[password.reveal(), ...parameters, serial].join(',')}${terminator}`;
};

/** Answer to a heartbeat, which the unit waits for before it believes in the connection. */
export const composeHeartbeatAnswer = (protocol_version: string, count: string): string =>
  `+SACK:GTHBD,${protocol_version},${count}${terminator}`;

/** Acknowledgement of a report, for units that are configured to wait for one. */
export const composeReportAnswer = (count: string): string => `+SACK:${count}${terminator}`;

/** `AT+GTCFG=<old>,<new>,…`; that an empty field leaves what it stands for unchanged is assumed. undefined: the template of the model is not known. */
export const configurationCommand = (new_password: string, further_fields: number | undefined): TrackCommand | undefined =>
  further_fields === undefined
    ? undefined
    : { message: 'GTCFG', parameters: [new_password, ...Array.from({ length: further_fields }, () => '')] };
