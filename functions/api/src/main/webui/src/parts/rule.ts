import type { ActionType, RuleDraft, RuleText, TriggerType } from '../api/types';

export const TRIGGER: Record<TriggerType, string> = {
  push: 'Push',
  tag_push: 'Tag push',
  pr_open: 'Pull request opened',
  pr_merge: 'Pull request merged',
  manual: 'Manual',
};

export const ACTION: Record<ActionType, string> = {
  deploy: 'Deploy',
  quick_update: 'Quick update',
  promote: 'Promote',
  clone: 'Clone & neutralize',
};

const names = new Intl.ListFormat('en', { type: 'disjunction' });

/** Patterns as people say them: "main or release/*, but not release/old". */
export function patterns(all: string[]): string {
  const taken = all.filter((pattern) => !pattern.startsWith('!'));
  const left = all.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const but = left.length > 0 ? `, but not ${names.format(left)}` : '';
  return `${taken.length > 0 ? names.format(taken) : 'any branch'}${but}`;
}

/** Whether a Run needs the name of a branch, a tag or a commit. */
export function needsRef(action: RuleText['action']): boolean {
  return action.type === 'deploy' || action.type === 'quick_update';
}

/** When the rule fires, as the beginning of a sentence. */
export function when(trigger: RuleText['trigger']): string {
  switch (trigger.type) {
    case 'push':
      return `When ${patterns(trigger.branch_patterns ?? [])} is pushed`;
    case 'tag_push':
      return `When a tag ${trigger.tag_pattern ?? '…'} is pushed`;
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

/** What the rule does, as the end of a sentence. */
export function what(action: RuleText['action']): string {
  const target = action.target_environment || '…';
  const source = action.source_environment || '…';
  switch (action.type) {
    case 'deploy':
      return action.force ? `deploy it to ${target}` : `deploy it to ${target} unless it runs there already`;
    case 'quick_update':
      return `update ${target} to it quickly, without dependencies and migrations`;
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
  const { paths, paths_ignore: ignored } = rule.conditions;
  if (paths.length > 0) parts.push(`and changes ${names.format(paths)}`);
  if (ignored.length > 0)
    parts.push(`${paths.length > 0 ? 'not only' : 'and changes more than'} ${names.format(ignored)}`);
  const begin = parts.join(' ');
  const ask = rule.approval.required ? 'ask an Admin, then ' : '';
  return `${begin}, ${ask}${what(rule.action)}.`;
}
