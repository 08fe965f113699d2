import type { NoticeAttempt, NoticeChannel } from '../../api/types';

export type ChannelKind = NoticeChannel['kind'];
export type NoticeEvent = NoticeChannel['events'][number];

interface KindWords {
  name: string;
  /** What its target is called, and how to get it. */
  target: string;
  about: string;
}

export const CHANNEL: Record<ChannelKind, KindWords> = {
  email: { name: 'E-mail', target: 'E-mail address', about: 'One address: a person’s or a mailing list’s.' },
  slack: {
    name: 'Slack',
    target: 'Incoming webhook’s URL',
    about: 'From a Slack app with Incoming Webhooks on; it begins with https://hooks.slack.com/.',
  },
  teams: {
    name: 'Microsoft Teams',
    target: 'Workflow’s URL',
    about: 'From the workflow “Post to a channel when a webhook request is received” of the channel.',
  },
  discord: {
    name: 'Discord',
    target: 'Webhook’s URL',
    about: 'From the channel’s settings, Integrations, Webhooks; it begins with https://discord.com/api/webhooks/.',
  },
  webhook: {
    name: 'Signed webhook',
    target: 'URL',
    about: 'An https address of your own. It gets JSON, signed as Standard Webhooks says.',
  },
};

export const KINDS: readonly ChannelKind[] = ['email', 'slack', 'teams', 'discord', 'webhook'];

/** Whether the address is as good as a password: the server shows only its host. */
export function isSecret(kind: ChannelKind): boolean {
  return kind === 'slack' || kind === 'teams' || kind === 'discord';
}

export const EVENT: Record<NoticeEvent, string> = {
  'run.started': 'A run has started',
  'run.succeeded': 'A run has succeeded',
  'run.failed': 'A run has failed',
  'run.skipped': 'A run was skipped, such as by a cooldown',
  'run.cancelled': 'A run was cancelled',
  'run.superseded': 'A newer run took a run’s place',
  'approval.requested': 'An approval is asked for',
  'approval.reminder': 'An approval still waits and will expire soon',
  'approval.decided': 'An approval was given or refused',
  'approval.expired': 'An approval was not given in time',
  'rule.disabled': 'A rule was switched off after failures',
};

export const EVENTS = [
  'run.started',
  'run.succeeded',
  'run.failed',
  'run.skipped',
  'run.cancelled',
  'run.superseded',
  'approval.requested',
  'approval.reminder',
  'approval.decided',
  'approval.expired',
  'rule.disabled',
] as const satisfies readonly NoticeEvent[];

function isEvent(name: string): name is NoticeEvent {
  return name in EVENT;
}

/** An event of an attempt in plain words; one that this page does not know, by its name. */
export function eventWords(name: string): string {
  if (name === 'test') return 'Test';
  return isEvent(name) ? EVENT[name] : name;
}

export const OUTCOME = {
  sent: { tone: 'good', words: 'Sent' },
  failed: { tone: 'wait', words: 'Failed, is tried again' },
  given_up: { tone: 'bad', words: 'Given up' },
} as const satisfies Record<NoticeAttempt['outcome'], { tone: string; words: string }>;
