/** The pages under `/docs`, in the order in which they are offered. */
export const doc_pages = [
  {
    href: '/docs/tutorial',
    label: 'Tutorial',
    text: 'From a token to live events in seven commands: find a vehicle, unlock it, see what became of it.',
  },
  {
    href: '/docs/api',
    label: 'API reference',
    text: 'Every operation with its parameters, examples and problems, made from the table that the server runs. Can be tried in place.',
  },
  {
    href: '/docs/event-consumers',
    label: 'Event consumers',
    text: 'Events over AMQP: how a booking system connects, what its messages hold, and what happens while it is away.',
  },
  {
    href: '/docs/brands',
    label: 'Brands',
    text: 'What each telematics brand reports and carries out, how its state arrives, and how well that is known.',
  },
  {
    href: '/docs/from-oneapi',
    label: 'Moving from OneAPI',
    text: 'What works after changing the base URL, what differs, and what this release does not have.',
  },
  {
    href: '/docs/problems',
    label: 'Problems',
    text: 'Every problem type: when it appears, whose fault it is, what to do.',
  },
  { href: '/docs/changelog', label: 'Changelog', text: 'What changed in the API, release by release.' },
] as const;

export type DocHref = (typeof doc_pages)[number]['href'];
