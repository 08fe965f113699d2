import type { ActionType, RuleDraft, RuleText, TriggerType } from '../../api/types';

/** What the form holds: every field of every trigger and action, so that going back to a choice finds it as it was left. */
export interface RuleValues {
  name: string;
  enabled: boolean;
  /** Empty = the project's only one. */
  repository: string;
  trigger: {
    type: TriggerType;
    branch_patterns: string[];
    tag_pattern: string;
    target_branch_patterns: string[];
    source_branch_patterns: string[];
  };
  conditions: RuleDraft['conditions'];
  /** A number that is being typed may be empty text. */
  cooldown: { minutes: number | string; mode: 'skip' | 'fold' };
  approval: { required: boolean; expires_in_minutes: number | string; prevent_self_approval: boolean };
  action: {
    type: ActionType;
    source_environment: string;
    target_environment: string;
    force: boolean;
    require_tag_commit: boolean;
    neutralize: boolean;
    include_filestore: boolean;
  };
  circuit_breaker: { max_consecutive_failures: number | string };
}

/** The server's own defaults. */
export const BLANK: RuleValues = {
  name: '',
  enabled: true,
  repository: '',
  trigger: {
    type: 'push',
    branch_patterns: [],
    tag_pattern: '',
    target_branch_patterns: [],
    source_branch_patterns: [],
  },
  conditions: { paths: [], paths_ignore: [], on_unknown_paths: 'fire', environment_statuses: [], allow_forks: false },
  cooldown: { minutes: 0, mode: 'skip' },
  approval: { required: false, expires_in_minutes: 60, prevent_self_approval: false },
  action: {
    type: 'deploy',
    source_environment: '',
    target_environment: '',
    force: true,
    require_tag_commit: true,
    neutralize: true,
    include_filestore: false,
  },
  circuit_breaker: { max_consecutive_failures: 0 },
};

/** The form's values for a rule as the server gives it. */
export function valuesOf(rule: RuleText): RuleValues {
  return {
    name: rule.name,
    enabled: rule.enabled ?? BLANK.enabled,
    repository: rule.repository ?? BLANK.repository,
    trigger: { ...BLANK.trigger, ...rule.trigger },
    conditions: { ...BLANK.conditions, ...rule.conditions },
    cooldown: { ...BLANK.cooldown, ...rule.cooldown },
    approval: { ...BLANK.approval, ...rule.approval },
    action: { ...BLANK.action, ...rule.action },
    circuit_breaker: { ...BLANK.circuit_breaker, ...rule.circuit_breaker },
  };
}

/** The name of each field on the page, by the server's path of it. */
export const LABEL = {
  name: 'Name',
  enabled: 'Enabled',
  repository: 'Repository',
  'trigger.type': 'Trigger',
  'trigger.branch_patterns': 'Branch patterns',
  'trigger.tag_pattern': 'Tag pattern',
  'trigger.target_branch_patterns': 'Target branch patterns',
  'trigger.source_branch_patterns': 'Source branch patterns',
  'conditions.paths': 'Paths',
  'conditions.paths_ignore': 'Ignored paths',
  'conditions.on_unknown_paths': 'When the changed paths are not known',
  'conditions.environment_statuses': 'Environment status',
  'conditions.allow_forks': 'Allow forks',
  'cooldown.minutes': 'Cooldown',
  'cooldown.mode': 'Runs within that time',
  'approval.required': 'Require approval',
  'approval.expires_in_minutes': 'Approval expiry',
  'approval.prevent_self_approval': 'Somebody else must approve',
  'action.type': 'Action',
  'action.source_environment': 'Source environment',
  'action.target_environment': 'Target environment',
  'action.force': 'Force',
  'action.require_tag_commit': 'Require the tag’s commit',
  'action.neutralize': 'Neutralize',
  'action.include_filestore': 'Include filestore',
  'circuit_breaker.max_consecutive_failures': 'Max consecutive failures',
} as const;

export type Path = keyof typeof LABEL;

export function isPath(field: string): field is Path {
  return Object.hasOwn(LABEL, field);
}

const ofTrigger =
  (...types: TriggerType[]) =>
  (v: RuleValues) =>
    types.includes(v.trigger.type);
const ofAction =
  (...types: ActionType[]) =>
  (v: RuleValues) =>
    types.includes(v.action.type);
const byCommits = ofTrigger('push', 'pr_open', 'pr_merge');

/** Which fields are there only with certain others; a field that is not named here always is. */
const FITS: Partial<Record<Path, (v: RuleValues) => boolean>> = {
  'trigger.branch_patterns': ofTrigger('push'),
  'trigger.tag_pattern': ofTrigger('tag_push'),
  'trigger.target_branch_patterns': ofTrigger('pr_open', 'pr_merge'),
  'trigger.source_branch_patterns': ofTrigger('pr_open'),
  'conditions.paths': byCommits,
  'conditions.paths_ignore': byCommits,
  'conditions.on_unknown_paths': (v) =>
    byCommits(v) && v.conditions.paths.length + v.conditions.paths_ignore.length > 0,
  'conditions.allow_forks': ofTrigger('pr_open', 'pr_merge'),
  'cooldown.mode': (v) => v.cooldown.minutes !== 0,
  'approval.expires_in_minutes': (v) => v.approval.required,
  'approval.prevent_self_approval': (v) => v.approval.required,
  'action.source_environment': ofAction('promote', 'clone'),
  'action.force': ofAction('deploy'),
  // by hand there is no commit that the build could be compared with
  'action.require_tag_commit': (v) => v.action.type === 'promote' && v.trigger.type !== 'manual',
  'action.neutralize': ofAction('clone'),
  'action.include_filestore': ofAction('clone'),
};

/** Whether the field means something beside what else is chosen. */
export function fits(path: Path, values: RuleValues): boolean {
  return FITS[path]?.(values) ?? true;
}

/** An empty number goes as one that the server refuses in its own words: an absent one would silently be the default. */
function whole(value: number | string): number {
  return typeof value === 'number' ? value : -1;
}

function trigger(values: RuleValues): RuleText['trigger'] {
  const { type, ...all } = values.trigger;
  switch (type) {
    case 'push':
      return { type, branch_patterns: all.branch_patterns };
    case 'tag_push':
      return { type, tag_pattern: all.tag_pattern };
    case 'pr_open':
      return {
        type,
        target_branch_patterns: all.target_branch_patterns,
        source_branch_patterns: all.source_branch_patterns,
      };
    case 'pr_merge':
      return { type, target_branch_patterns: all.target_branch_patterns };
    case 'manual':
      return { type };
  }
}

function action(values: RuleValues): RuleText['action'] {
  const { type, source_environment, target_environment, ...all } = values.action;
  switch (type) {
    case 'deploy':
      return { type, target_environment, force: all.force };
    case 'quick_update':
      return { type, target_environment };
    case 'promote':
      return {
        type,
        source_environment,
        target_environment,
        require_tag_commit: all.require_tag_commit && fits('action.require_tag_commit', values),
      };
    case 'clone':
      return {
        type,
        source_environment,
        target_environment,
        neutralize: all.neutralize,
        include_filestore: all.include_filestore,
      };
  }
}

/** The rule's text as it is sent: only what fits, everything else as the server's default. */
export function draftOf(values: RuleValues): RuleDraft {
  const kept = <T>(path: Path, value: T, otherwise: T) => (fits(path, values) ? value : otherwise);
  const { conditions: c, approval: a } = values;
  return {
    name: values.name,
    enabled: values.enabled,
    ...(values.repository === '' ? {} : { repository: values.repository }),
    trigger: trigger(values),
    conditions: {
      paths: kept('conditions.paths', c.paths, []),
      paths_ignore: kept('conditions.paths_ignore', c.paths_ignore, []),
      on_unknown_paths: kept('conditions.on_unknown_paths', c.on_unknown_paths, 'fire'),
      environment_statuses: c.environment_statuses,
      allow_forks: kept('conditions.allow_forks', c.allow_forks, false),
    },
    cooldown: {
      minutes: whole(values.cooldown.minutes),
      mode: kept('cooldown.mode', values.cooldown.mode, 'skip'),
    },
    approval: {
      required: a.required,
      expires_in_minutes: kept('approval.expires_in_minutes', whole(a.expires_in_minutes), 60),
      prevent_self_approval: kept('approval.prevent_self_approval', a.prevent_self_approval, false),
    },
    action: action(values),
    circuit_breaker: { max_consecutive_failures: whole(values.circuit_breaker.max_consecutive_failures) },
  };
}
