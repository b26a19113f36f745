import { MethodBadge } from './method-badge.tsx';
import type { ReferenceArea } from './reference-model.ts';

const link_class = 'flex items-baseline gap-2 rounded-sm px-2 py-1 text-ink-soft hover:bg-hover hover:text-ink';

/** All operations by area. */
export const ReferenceNav = ({ areas }: { areas: readonly ReferenceArea[] }) => (
  <nav aria-label="Operations" className="text-sm">
    {areas.map(({ name, operations }) => (
      <div key={name} className="mb-3">
        <p className="px-2 pb-0.5 font-medium text-ink-faint text-xs">{name}</p>
        <ul>
          {operations.map(({ id, method, summary }) => (
            <li key={id}>
              <a href={`#${id}`} className={link_class}>
                <MethodBadge method={method} className="w-12 shrink-0" />
                <span className="min-w-0">{summary}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    ))}
    <a href="#schemas" className={link_class}>
      Schemas
    </a>
  </nav>
);
