import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Project = Schemas['Project'];
export type Role = Schemas['Role'];
export type Member = Schemas['Member'];
export type Environment = Schemas['Environment'] & {
  /** Which run put the current build there; null where none is known. */
  deployed: {
    run_id: string;
    rule: { id: string; name: string };
    at: string;
    by: string;
    commit_subject: string;
  } | null;
  lane: { holder: { run_id: string; rule_name: string; since: string } | null; waiting: number };
};
/** How an environment is now, asked from its platform; `message` says why the status is unknown. */
export interface EnvironmentNow {
  status: 'running' | 'deploying' | 'stopped' | 'failed' | 'unknown';
  build: Build | null;
  checked_at: string;
  message: string | null;
}
/** How far a run's deployment is, and a piece of its log. */
export interface RunDeployment {
  status: 'not_started' | 'pending' | 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  progress_percent: number | null;
  current_step: string | null;
  error: string | null;
  log: { text: string; offset: number; next_offset: number; end: boolean } | null;
  checked_at: string;
}
export type Hook = Schemas['Hook'];
export type NoticeChannel = Schemas['NoticeChannel'];
export type NoticeAttempt = Schemas['NoticeAttempt'];
export type Rule = Omit<Schemas['Rule'], 'state'> &
  Required<Pick<Schemas['Rule'], 'id' | 'version' | 'created_at' | 'updated_at' | 'updated_by'>> &
  RuleDraft & {
    state: Schemas['Rule']['state'] & {
      /** The newest run of the rule. */
      last_run: Pick<Run, 'id' | 'status' | 'reason' | 'created_at' | 'finished_at'> | null;
    };
  };
export type RuleText = Schemas['RuleText'];
/** A rule's text with all of its parts, as the server gives it and the form edits it. */
export type RuleDraft = RuleText &
  Required<Pick<RuleText, 'enabled' | 'conditions' | 'cooldown' | 'approval' | 'circuit_breaker'>>;
export type Template = Schemas['Template'];
export type Run = Schemas['Run'];
export type RunStatus = Run['status'];
export type Delivery = Schemas['Delivery'];
export type Check = Schemas['Checks'][number];
export type Simulation = Schemas['Simulation'];
export type Build = Schemas['Build'];
export type TriggerType = RuleText['trigger']['type'];
export type ActionType = RuleText['action']['type'];

/** A page of a list; `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
