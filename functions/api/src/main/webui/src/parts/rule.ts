import type { ActionType, RuleDraft, RuleText, TriggerType } from '../api/types';

export const TRIGGER: Record<TriggerType, string> = {
  push: 'Push',
  tag_push: 'Tag Push',
  pr_open: 'Pull Request Opened',
  pr_merge: 'Pull Request Merged',
  manual: 'Manual',
};

export const ACTION: Record<ActionType, string> = {
  deploy: 'Deploy',
  quick_update: 'Quick Update',
  promote: 'Promote',
  clone: 'Clone & Neutralize',
};

const names = new Intl.ListFormat('en', { type: 'disjunction' });

/** Patterns as people say them: "main or release/*, but not release/old". */
export function patterns(all: string[]): string {
  const taken = all.filter((pattern) => !pattern.startsWith('!') && pattern !== '*');
  const left = all.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const but = left.length > 0 ? `, but not ${names.format(left)}` : '';
  const any = taken.length === 0 || all.includes('*');
  return `${any ? 'any branch' : names.format(taken)}${but}`;
}

/** Whether a Run needs the name of a branch, a tag or a commit. */
export function needsRef(action: RuleText['action']): boolean {
  return action.type === 'deploy' || action.type === 'quick_update';
}

/** When the rule fires, as the beginning of a sentence. */
export function when(trigger: RuleText['trigger']): string {
  switch (trigger.type) {
    case 'push':
      return `When ${trigger.branch_patterns?.length ? patterns(trigger.branch_patterns) : '…'} is pushed`;
    case 'tag_push':
      return trigger.tag_pattern === '*'
        ? 'When any tag is pushed'
        : `When a tag ${trigger.tag_pattern || '…'} is pushed`;
    case 'pr_open':
    case 'pr_merge': {
      const from = trigger.source_branch_patterns?.length ? ` from ${patterns(trigger.source_branch_patterns)}` : '';
      const to = trigger.target_branch_patterns?.length ? ` to ${patterns(trigger.target_branch_patterns)}` : '';
      return `When a pull request${from}${to} is ${trigger.type === 'pr_open' ? 'opened' : 'merged'}`;
    }
    case 'manual':
      return 'When somebody presses Run';
  }
}

/** What the rule does, as the end of a sentence. A manual rule is told the commit when it runs. */
export function what(action: RuleText['action'], trigger?: RuleText['trigger']): string {
  const target = action.target_environment || '…';
  const source = action.source_environment || '…';
  const it = trigger?.type === 'manual' ? 'the branch, tag or commit they name' : 'it';
  switch (action.type) {
    case 'deploy':
      return `deploy ${it} to ${target}${action.force ? '' : ' unless it runs there already'}`;
    case 'quick_update':
      return `update ${target} to ${it}, without dependencies and migrations`;
    case 'promote':
      return `promote the build that runs in ${source} to ${target}`;
    case 'clone':
      return `overwrite ${target} with the data of ${source}${action.include_filestore ? ' and its files' : ''}${
        action.neutralize ? ', with mail, crons and payments switched off' : ', without neutralizing it'
      }`;
  }
}

/** The whole rule in one sentence. */
export function sentence(rule: RuleDraft): string {
  const parts = [when(rule.trigger)];
  const { paths, paths_ignore: ignored, environment_statuses: statuses } = rule.conditions;
  if (paths.length > 0) parts.push(`and changes ${names.format(paths)}`);
  if (ignored.length > 0) {
    const left = names.format(ignored);
    parts.push(paths.length > 0 ? `(not counting ${left})` : `and changes anything but ${left}`);
  }
  if (statuses.length > 0) parts.push(`while ${rule.action.target_environment || '…'} is ${names.format(statuses)}`);
  const begin = parts.join(' ');
  const ask = rule.approval.required ? 'ask an Admin, then ' : '';
  const all = `${begin}, ${ask}${what(rule.action, rule.trigger)}`;
  return all.endsWith('…') ? all : `${all}.`;
}

/** A number of minutes as people say it: "1 minute", "2 hours", "90 minutes". */
export function minutes(count: number): string {
  const [value, unit] = count >= 60 && count % 60 === 0 ? [count / 60, 'hour'] : [count, 'minute'];
  return `${value.toLocaleString()} ${unit}${value === 1 ? '' : 's'}`;
}

/** What keeps the rule safe, a sentence each; empty where nothing does. */
export function safety(rule: RuleDraft): string[] {
  const { cooldown, approval, circuit_breaker: breaker } = rule;
  const said: string[] = [];
  if (cooldown.minutes > 0) {
    const window = `Within ${minutes(cooldown.minutes)} of its last run`;
    said.push(
      cooldown.mode === 'fold' ? `${window} it waits; then the newest runs.` : `${window} it is recorded as skipped.`,
    );
  }
  if (approval.required && approval.expires_in_minutes > 0) {
    said.push(`The question to the Admins expires after ${minutes(approval.expires_in_minutes)}.`);
  }
  if (breaker.max_consecutive_failures > 0) {
    const failures = breaker.max_consecutive_failures;
    said.push(
      failures === 1 ? 'One failure disables it.' : `${failures.toLocaleString()} failures in a row disable it.`,
    );
  }
  return said;
}
