import type { components } from './schema';

type Schemas = components['schemas'];

export type Project = Schemas['Project'];
export type Role = Schemas['Role'];
export type Member = Schemas['Member'];
export type Environment = Schemas['Environment'];
/** How an environment is now, as its platform says; `message` is why the status is unknown. */
export type EnvironmentNow = Schemas['EnvironmentState'];
export type Hook = Schemas['Hook'];
export type NoticeChannel = Schemas['NoticeChannel'];
export type NoticeAttempt = Schemas['NoticeAttempt'];
export type RuleText = Schemas['RuleText'];
/** A rule's text with all of its parts, as the server gives it and the form edits it. */
export interface RuleDraft extends Pick<Schemas['Rule'], 'name' | 'enabled' | 'repository' | 'trigger' | 'action'> {
  conditions: Required<Schemas['Conditions']>;
  cooldown: Required<Schemas['Cooldown']>;
  approval: Required<Schemas['ApprovalGate']>;
  circuit_breaker: Required<Schemas['CircuitBreaker']>;
}
export type Rule = Schemas['Rule'] & RuleDraft;
export type Template = Schemas['Template'] & { rule: RuleDraft };
export type Run = Schemas['Run'];
export type RunStatus = Schemas['RunStatus'];
/** How far a run's deployment is, and a piece of its log. */
export type RunDeployment = Schemas['Deployment'];
export type Delivery = Schemas['Delivery'];
export type RuleDecision = Schemas['RuleDecision'];
export type Check = Schemas['Check'];
/** What is wrong with a field of the input; `field` is its path, such as `rule.action.target_environment`. */
export type FieldError = Schemas['FieldError'];
export type Simulation = Schemas['Simulation'];
export type Build = Schemas['Build'];
export type TriggerType = Schemas['TriggerType'];
export type ActionType = Schemas['ActionType'];

/** A page of a list; `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
