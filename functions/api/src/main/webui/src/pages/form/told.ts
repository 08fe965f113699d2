import type { Simulation } from '../../api/types';

export type TriedItem = Simulation['items'][number];

/** Which of the events are shown. */
export const FILTERS = ['all', 'fire', 'skip', 'no_match', 'changed'] as const;
export type Filter = (typeof FILTERS)[number];

export function isShown(item: TriedItem, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'changed' ? item.changed : item.verdict === filter;
}

interface Told {
  what: string;
  actor: string;
  commit: string;
  subject: string;
}

/** What happened, in words: "Push to main", "Tag v1.2.0", "Pull request 7 opened". */
export function told(event: unknown): Told {
  const fields = new Map(typeof event === 'object' && event !== null ? Object.entries(event) : []);
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    what: words(text('kind'), text('ref')),
    actor: text('actor'),
    commit: text('commit'),
    subject: text('message'),
  };
}

function words(kind: string, ref: string): string {
  switch (kind) {
    case 'push':
      return `Push to ${ref}`;
    case 'tag_push':
      return `Tag ${ref}`;
    case 'pr_open':
      return `Pull request ${ref} opened`;
    case 'pr_merge':
      return `Pull request ${ref} merged`;
    case 'manual':
      return ref === '' ? 'Run by hand' : `Run by hand for ${ref}`;
    default:
      return kind;
  }
}
