/**
 * A mail server that keeps what it is given: SMTP (RFC 5321) with STARTTLS (RFC 3207) and AUTH PLAIN and LOGIN (RFC 4954), over real sockets.
 * It knows no more than a sender needs, and fails where it is told to.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  source: string;
  encrypted: boolean;
  user?: string;
}

export type SmtpStep = 'connect' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'end';
/** A reply in place of the usual one; `cut` ends the connection, `silence` answers nothing. */
export type SmtpFault = { reply: string } | 'cut' | 'silence' | 'cut-within-data' | 'cut-after-data';

export interface FakeSmtpOptions {
  tls?: { key: string; cert: string };
  account?: { user: string; password: string };
  onMail?: (mail: ReceivedMail) => void;
}

const most_kept = 2_000;
const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

export const createFakeSmtp = ({ tls, account, onMail }: FakeSmtpOptions = {}) => {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const control = { connections: 0, fault: (_step: SmtpStep, _argument: string): SmtpFault | undefined => undefined };

  const serve = (plain: Socket) => {
    let socket: Socket = plain;
    let encrypted = false;
    let user: string | undefined;
    let envelope = { from: '', to: [] as string[] };
    let buffer = '';
    /** Takes the next line in place of the usual commands. */
    let next: ((line: string) => void) | undefined;
    let is_data = false;

    const say = (line: string) => void socket.write(`${line}\r\n`);
    const answer = (step: SmtpStep, argument: string, usual: () => void) => {
      const fault = control.fault(step, argument);
      if (fault === undefined || fault === 'cut-within-data') return usual();
      if (fault === 'silence') return;
      if (fault === 'cut' || fault === 'cut-after-data') return void socket.destroy();
      say(fault.reply);
    };
    const signIn = (name: string, password: string) =>
      answer('auth', name, () => {
        if (name !== account?.user || password !== account.password) return say('535 5.7.8 no');
        user = name;
        say('235 2.7.0 yes');
      });
    const authenticate = (mechanism: string, initial: string) => {
      if (mechanism === 'PLAIN') {
        const [, name = '', password = ''] = decode(initial).split('\0');
        return signIn(name, password);
      }
      say('334 VXNlcm5hbWU6');
      next = (name) => {
        say('334 UGFzc3dvcmQ6');
        next = (password) => {
          next = undefined;
          signIn(decode(name), decode(password));
        };
      };
    };
    const take = (source: string) => {
      const mail = { ...envelope, source: source.replaceAll('\r\n..', '\r\n.'), encrypted, ...(user && { user }) };
      envelope = { from: '', to: [] };
      answer('end', mail.to.join(), () => {
        received.push(mail);
        received.splice(0, received.length - most_kept);
        onMail?.(mail);
        say('250 2.0.0 taken');
      });
    };
    const secure = () => {
      if (!tls) return say('502 5.5.1 not here');
      say('220 2.0.0 go on');
      plain.removeAllListeners('data');
      socket = new TLSSocket(plain, { isServer: true, secureContext: createSecureContext(tls) });
      socket.on('error', () => plain.destroy());
      encrypted = true;
      buffer = '';
      socket.on('data', read);
    };
    const obey = (line: string) => {
      const [verb = '', ...rest] = line.split(' ');
      const argument = rest.join(' ');
      const address = /<([^>]*)>/.exec(argument)?.[1] ?? '';
      switch (verb.toUpperCase()) {
        case 'EHLO': {
          const abilities = ['fake', '8BITMIME', ...(tls && !encrypted ? ['STARTTLS'] : []), ...(account ? ['AUTH PLAIN LOGIN'] : [])];
          const lines = abilities.map((ability, index) => `250${index === abilities.length - 1 ? ' ' : '-'}${ability}`);
          return answer('ehlo', argument, () => say(lines.join('\r\n')));
        }
        case 'STARTTLS':
          return answer('starttls', '', secure);
        case 'AUTH':
          return authenticate(rest[0]?.toUpperCase() ?? '', rest[1] ?? '');
        case 'MAIL':
          if (account && !user) return say('530 5.7.0 sign in first');
          envelope = { from: address, to: [] };
          return answer('mail', address, () => say('250 2.1.0 fine'));
        case 'RCPT':
          return answer('rcpt', address, () => {
            envelope.to.push(address);
            say('250 2.1.5 fine');
          });
        case 'DATA':
          return answer('data', envelope.to.join(), () => {
            is_data = true;
            say('354 go on');
          });
        case 'RSET':
        case 'NOOP':
          return say('250 2.0.0 fine');
        case 'QUIT':
          say('221 2.0.0 bye');
          return void socket.end();
        default:
          return say('500 5.5.2 what');
      }
    };
    const handle = (part: string) => {
      if (!is_data) return next ? next(part) : obey(part);
      is_data = false;
      take(part);
    };
    const read = (bytes: Buffer) => {
      buffer += bytes.toString('utf8');
      if (is_data && control.fault('data', envelope.to.join()) === 'cut-within-data') return void socket.destroy();
      while (true) {
        const mark = is_data ? '\r\n.\r\n' : '\r\n';
        const end = buffer.indexOf(mark);
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + mark.length);
        handle(part);
      }
    };
    socket.on('data', read);
    socket.on('error', () => {});
    answer('connect', '', () => say('220 fake ready'));
  };

  const server = createServer((socket) => {
    control.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  return {
    received,
    control,
    listen: (port = 0): Promise<number> =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
    close: (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
export type FakeSmtp = ReturnType<typeof createFakeSmtp>;
