import type { Delivery, TriggerType } from '../../api/types';

/** One normalised fact of a delivery. */
export interface DeliveredEvent {
  kind: TriggerType;
  repository: string;
  ref: string | null;
  before: string | null;
  after: string | null;
  commit: string | null;
  deleted: boolean;
  forced: boolean;
  actor: string;
  message: string;
  url: string | null;
  pr: {
    number: number;
    title: string;
    source_branch: string;
    source_repository: string | null;
    target_branch: string;
    fork: boolean;
  } | null;
  /** Only where one delivery is read; incomplete means that there may be more. */
  changed_paths?: { paths: string[]; complete: boolean };
}

export type Provider = Delivery['provider'];

export const PROVIDER: Record<Provider, string> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
  gitea: 'Gitea',
  forgejo: 'Forgejo',
  sluice: 'Sluice',
};

function isEvent(value: unknown): value is DeliveredEvent {
  return typeof value === 'object' && value !== null && 'kind' in value && 'repository' in value;
}

/** The description says of an event only that it is an object. */
export function eventsOf(delivery: { events?: unknown[] }): DeliveredEvent[] {
  return (delivery.events ?? []).filter(isEvent);
}

/** What happened, as a title: "Push to main", "Tag v1.2", "PR #3 opened". */
export function happened(event: DeliveredEvent, provider: Provider): string {
  switch (event.kind) {
    case 'push':
      if (event.deleted) return `Branch ${event.ref ?? ''} deleted`;
      return `${event.forced ? 'Forced push' : 'Push'} to ${event.ref ?? 'a branch'}`;
    case 'tag_push':
      return `Tag ${event.ref ?? ''}${event.deleted ? ' deleted' : event.forced ? ' moved' : ''}`;
    case 'pr_open':
    case 'pr_merge': {
      const name = provider === 'gitlab' ? 'MR !' : 'PR #';
      const done = event.kind === 'pr_open' ? 'opened' : 'merged';
      return `${name}${event.pr?.number ?? '?'} ${done}`;
    }
    case 'manual':
      return event.ref ? `Run by hand on ${event.ref}` : 'Run by hand';
  }
}

/** A delivery in one line; several events are counted. */
export function title(delivery: Pick<Delivery, 'provider' | 'type'> & { events?: unknown[] }): string {
  const [first, ...more] = eventsOf(delivery);
  if (!first) return `${PROVIDER[delivery.provider]} ${delivery.type}`;
  const what = happened(first, delivery.provider);
  return more.length > 0 ? `${what}, and ${more.length} more` : what;
}

/** The words beside an event's commit: its message's first line, or the pull request's title. */
export function words(event: DeliveredEvent): string {
  return (event.pr?.title ?? event.message).split('\n', 1)[0] ?? '';
}

/** Why a delivery cannot be told again whatever the role; null where it can. */
export function cannotRedeliver(delivery: Delivery): string | null {
  if (delivery.provider === 'sluice')
    return 'A person asked for this run, no git host. Run the rule again, or its run once more.';
  return eventsOf(delivery).length === 0 ? 'There is no event in this delivery that a rule could take.' : null;
}
